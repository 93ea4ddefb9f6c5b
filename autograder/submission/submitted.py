"""Whom and what to grade: a student and a path."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.errors import AutograderError


class Submitted(NamedTuple):
    """What is to be graded.

    Attributes
    ----------
    student : str
        Whose it is.
    path : Path
        The notebook, or the folder that holds it.
    """

    student: str
    path: Path


def single_submissions(paths: Sequence[Path], assignment_id: str) -> Iterator[Submitted]:
    """Name single submissions after their files.

    A folder with one notebook, or with one of the released name, is one submission; any other holds several.

    Parameters
    ----------
    paths : sequence of Path
        Files, and folders of files.
    assignment_id : str
        Which assignment.

    Yields
    ------
    Submitted
        In their order, no name twice.

    Raises
    ------
    AutograderError
        When one is not there.
    """
    seen: set[str] = set()
    for given in paths:
        if not given.exists():
            raise AutograderError(f"{given} is not there")
        notebooks = {path.name for path in given.glob("*.ipynb")} if given.is_dir() else set()
        several = given.is_dir() and len(notebooks) != 1 and f"{assignment_id}.ipynb" not in notebooks
        inside = sorted(path for path in given.iterdir() if not path.name.startswith(".")) if several else []
        for path in inside or [given]:
            stem = path.resolve().stem if path.is_file() else path.resolve().name
            name, count = stem, 2
            while name in seen:
                name, count = f"{stem}-{count}", count + 1
            seen.add(name)
            yield Submitted(name, path)
