"""Load a Python file of the reference by its path, on the trusted side only."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from autograder.errors import MissingReference


def load_module(path: Path, given: Mapping[str, object] | None = None) -> ModuleType:
    """Load a file of the reference.

    Parameters
    ----------
    path : Path
        An author's own Python file.
    given : mapping of str to object, optional
        Names that are there before its first line runs.

    Returns
    -------
    ModuleType
        The module, not entered in ``sys.modules``.

    Raises
    ------
    MissingReference
        When it cannot be loaded.
    """
    spec = importlib.util.spec_from_file_location(f"_reference_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise MissingReference(f"{path} cannot be loaded as Python")
    module = importlib.util.module_from_spec(spec)
    vars(module).update(given or {})
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # an author's file may raise anything
        raise MissingReference(f"{path} cannot be loaded: {type(error).__name__}: {error}") from error
    return module
