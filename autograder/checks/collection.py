"""Collect an assignment's checks: ordinary pytest functions under ``reference/<id>/checks``.

pytest collects them with settings of its own: its root is the folder of checks, and nothing of the course's
folder, a student's folder or the caller's environment can change them.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# Three private names of pytest are used here, for it offers no public way to collect once and then run many
# times: `pytest.main` does both and tears down. `_prepareconfig` reads settings and plug-ins; a `Config` is
# put into use by `_do_configure` and out of it by `_ensure_unconfigure`. They can go once pytest can be
# embedded without `main`. Until then pyproject.toml bounds pytest, and tests/checks/test_pytest_contract.py
# says what they have to do; so it does of `Session.from_config` and `perform_collect`, both undocumented.
from _pytest.config import _prepareconfig

from autograder.checks.plugin import CheckPlugin
from autograder.errors import MissingReference

_OFF = (
    "cacheprovider capture debugging doctest faulthandler junitxml logging nose pastebin setuponly setupplan "
    "stepwise terminal threadexception tmpdir unraisableexception warnings"
).split()


@dataclass(frozen=True)
class CheckInfo:
    """What the rubric says of one check.

    Attributes
    ----------
    name : str
        Unique within the assignment.
    question : str
        The question it scores.
    sentence : str
        First line of its docstring, in words for the student.
    weight : float
        Its share of the question.
    bonus : bool
        Whether it only adds.
    secret : bool
        Whether its cases must not be shown.
    given : tuple of str
        Earlier functions it builds on.
    varies : bool
        Whether it asks for the student's own numbers.
    independent : bool
        Whether it asks the same of everybody, whatever is answered; see `autograder.checks.ahead`.
    """

    name: str
    question: str
    sentence: str
    weight: float = 1.0
    bonus: bool = False
    secret: bool = False
    given: tuple[str, ...] = ()
    varies: bool = False
    independent: bool = False


@contextmanager
def collected(checks_dir: Path, plugin: CheckPlugin) -> Iterator[list[tuple[CheckInfo, pytest.Function]]]:
    """Collect the checks of a folder; they can be run until the block ends.

    Parameters
    ----------
    checks_dir : Path
        The folder.
    plugin : CheckPlugin
        What their fixtures come from.

    Yields
    ------
    list of (CheckInfo, pytest.Function)
        In the rubric's order: by file, then as written.

    Raises
    ------
    MissingReference
        When a check cannot be collected or breaks a rule.
    """
    with _without_pytest_environment():
        config = _prepareconfig(_arguments(checks_dir), [plugin])
        config._do_configure()
        session = pytest.Session.from_config(config)
        config.hook.pytest_sessionstart(session=session)
        try:
            items = session.perform_collect()
        except pytest.UsageError as error:
            raise MissingReference(f"{checks_dir}: {error}") from error
        finally:
            _forget_modules(checks_dir)
    if plugin.collection_errors:
        raise MissingReference(plugin.collection_errors[0])
    found = [(_describe(item), item) for item in items if isinstance(item, pytest.Function)]
    _no_double([info for info, _ in found])
    try:
        yield found
    finally:
        config.hook.pytest_sessionfinish(session=session, exitstatus=0)
        config._ensure_unconfigure()


def _describe(item: pytest.Function) -> CheckInfo:
    mark = item.get_closest_marker("check")
    if mark is None or len(mark.args) != 1:
        raise MissingReference(
            f"{item.location[0]}: {item.name} names no question: mark it @pytest.mark.check('…')"
        )
    doc = (item.function.__doc__ or "").strip()
    if not doc:
        raise MissingReference(
            f"{item.location[0]}: {item.name} has no docstring, the sentence a student reads"
        )
    try:
        sentence = " ".join(doc.split("\n\n")[0].split())
        varies = "variant" in item.fixturenames
        return CheckInfo(item.name, mark.args[0], sentence, varies=varies, **mark.kwargs)
    except TypeError as error:
        raise MissingReference(f"{item.location[0]}: {item.name}: {error}") from error


def _no_double(checks: Sequence[CheckInfo]) -> None:
    seen: set[str] = set()
    for info in checks:
        if info.name in seen:
            raise MissingReference(
                f"two checks are called {info.name}; a check's name stands once an assignment"
            )
        seen.add(info.name)


def _forget_modules(folder: Path) -> None:
    """Take collected modules out of ``sys.modules``, where a same-named file elsewhere would find them."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(f"{folder}{os.sep}"):
            del sys.modules[name]


def _arguments(checks_dir: Path) -> list[str]:
    """Give pytest settings of its own: its root at the checks, no ini file, no cache, no other plug-in."""
    return [
        str(checks_dir),
        "-c",
        os.devnull,
        f"--rootdir={checks_dir}",
        f"--confcutdir={checks_dir}",
        "--import-mode=importlib",
        "--assert=plain",
        "--strict-markers",
        *(f"-pno:{name}" for name in _OFF),
    ]


@contextmanager
def _without_pytest_environment() -> Iterator[None]:
    """Keep the caller's pytest settings and plug-ins out of the collection."""
    kept = {
        name: os.environ.get(name)
        for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    }
    for name in kept:
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
