"""Confined or not at all: no command works in a course whose nbgrader would run student code unconfined.

What is promised: in a course that passes, ``nbgrader autograde`` and formgrader, started in the course's
folder or by ``--course-dir``, run student code in the sandbox only. nbgrader reads the files of Jupyter's
folders, then those of the folder it is started in, then the course's own, which therefore have the last
word, also over a file named by ``--config``; in a folder below the course it finds no submission at all.
What is not promised: preprocessors named on nbgrader's own command line, a course that another
configuration's ``CourseDirectory.root`` names, and lines that change the configuration according to who asks.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.errors import AutograderError, GradebookError
from autograder.nbgrader.config import FILE, TEXT, configuration_places, configure, load_config

_LISTS = ("sanitize_preprocessors", "autograde_preprocessors")
_OURS = "autograder."
_RUNNER = "NotebookClient"
"""The class below everything that runs a notebook's cells in a kernel of its own."""
_SWITCHES = ("Repair", "SandboxRun", "SaveScores", "NbGraderPreprocessor", "Preprocessor", "NbConvertBase")


class UnconfinedCourse(AutograderError):
    """A course in which nbgrader would run student code without the sandbox."""


def confine(root: Path) -> str:
    """Make sure that a course's nbgrader is ours; write its file when there is none.

    Parameters
    ----------
    root : Path
        The course's folder.

    Returns
    -------
    str
        What was written, one sentence; '' when all was well.

    Raises
    ------
    UnconfinedCourse
        When the course has a configuration of its own that leads elsewhere, or none can be written.
    """
    path = root / FILE
    written = ""
    if not os.path.lexists(path):
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(TEXT)
            written = f"wrote {path}: without it nbgrader runs students' code as you, outside the sandbox"
        except FileExistsError:
            pass
        except OSError as error:
            raise UnconfinedCourse(
                f"{path} is not there and cannot be written ({error.strerror}): without it nbgrader runs "
                "students' code as you; make the folder writable"
            ) from error
    problem = unconfined(root)
    if problem:
        raise UnconfinedCourse(problem)
    return written


def unconfined(root: Path) -> str:
    """Say why nbgrader would run student code outside the sandbox in a course.

    Parameters
    ----------
    root : Path
        The course's folder; nothing in it is changed.

    Returns
    -------
    str
        One sentence with what to do; '' when the configuration in effect is ours.
    """
    path = root / FILE
    if not os.path.lexists(path):
        return (
            f"{path} is not there, so nbgrader runs students' code as you, outside the sandbox; "
            "any command of a course, such as autograder grade, writes it"
        )
    if not path.is_file():
        what = "a link to nothing" if path.is_symlink() else "not a file"
        return f"{path} is {what}, so nbgrader runs students' code as you; remove it and run this again"
    if _is_ours_alone(root):
        return ""
    try:
        reason = _escapes(load_config(root))
    except GradebookError as error:
        return f"{error}; nbgrader would go on without it and run students' code as you: put it right"
    if not reason:
        return ""
    return (
        f"with {path}, {reason}, so nbgrader would run students' code as you; call "
        "configure(get_config()) of autograder.nbgrader.config in its last line, or move it away and run "
        "this again"
    )


def _is_ours_alone(root: Path) -> bool:
    """Whether the course's file is the one we write and nbgrader reads no other."""
    try:
        ours = (root / FILE).read_bytes() == TEXT.encode()
    except OSError:
        return False
    others = {
        Path(folder, name + ending)
        for name, folders in configuration_places(root)
        for folder in folders
        for ending in (".py", ".json")
    } - {root / FILE}
    return ours and not any(os.path.lexists(path) for path in others)


def _escapes(config: Config) -> str:
    """Say what in a configuration leads student code past the sandbox; '' when nothing does."""
    ours = Config()
    configure(ours)
    for path, section in _sections(config):
        name = ".".join(path)
        overriding = [key for key in _LISTS if key in section]
        if "exporter_class" in section and (len(path) > 1 or path[0] == "AutogradeApp"):
            overriding.append("exporter_class")
        if overriding and path != ("Autograde",):
            return f"{name}.{overriding[0]} replaces ours"
        if path[-1] in _SWITCHES and not section.get("enabled", True):
            return f"{name}.enabled is off"
    autograde = config.Autograde
    if _name(autograde.get("exporter_class")) != ours.Autograde.exporter_class:
        return "Autograde.exporter_class is not ours"
    for key in _LISTS:
        listed = autograde.get(key)
        if not isinstance(listed, list | tuple):
            return f"Autograde.{key} is not ours"
        names = [_name(entry) for entry in listed]
        missing = [
            name for name in ours.Autograde[key] if name.startswith("autograder.") and name not in names
        ]
        if missing:
            return f"Autograde.{key} lacks {missing[0]}"
        running = next((_name(entry) for entry in listed if _runs(entry)), "")
        if running:
            return f"Autograde.{key} holds {running}"
    return ""


def _sections(config: Config, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Config]]:
    for name, entry in config.items():
        if isinstance(entry, Config):
            yield (*path, name), entry
            yield from _sections(entry, (*path, name))


def _name(entry: object) -> str:
    return f"{entry.__module__}.{entry.__qualname__}" if isinstance(entry, type) else str(entry)


def _runs(entry: object) -> bool:
    """Whether a preprocessor runs cells by itself; one that cannot be looked at might."""
    if isinstance(entry, str):
        if entry.startswith(("autograder.nbgrader.", "nbgrader.preprocessors.")):
            return entry.rpartition(".")[2] in {"Execute", "InstantiateTests"}
        try:
            entry = import_item(entry)
        except Exception:  # whatever a module raises when it is imported
            return True
    kind = entry if isinstance(entry, type) else type(entry)
    return any(base.__name__ == _RUNNER for base in kind.__mro__)
