"""Find what students handed in: their folders, and the one notebook in each that counts.

Links are not followed, nothing but plain files is opened, and a folder is walked to a bounded depth and
width. What the files hold is not looked at here: whoever asks says how to tell an untouched release.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from autograder.course.layout import Course
from autograder.errors import UnreadableSubmission
from autograder.notebook.file import LARGEST_BYTES
from autograder.text import line

_DEEPEST = 3
_MOST_FILES = 2000
_MOST_NOTEBOOKS = 100
_LONGEST_NAME = 80

IsRelease = Callable[[bytes], bool]
"""Tells whether a notebook's bytes are still what was handed out."""


@dataclass(frozen=True)
class Found:
    """The notebook that counts.

    Attributes
    ----------
    path : Path
        Its file.
    repairs : tuple of str
        What was odd about its name, one sentence each.
    flags : tuple of str
        What a teacher should look at.
    """

    path: Path
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def submissions(course: Course, assignment_id: str) -> Iterator[tuple[str, Path]]:
    """Yield each student with the folder they handed in for an assignment, in order of name.

    Parameters
    ----------
    course : Course
        Whose ``submitted/`` to look into.
    assignment_id : str
        Which assignment.

    Yields
    ------
    (str, Path)
        The student's name and ``submitted/<student>/<id>``. A folder whose name is no UTF-8 is passed over:
        no record can be named for it.
    """
    if not course.submitted.is_dir():
        return
    for home in sorted(course.submitted.iterdir()):
        folder = home / assignment_id
        if not home.name.startswith(".") and _is_text(home.name) and _is_folder(folder):
            yield home.name, folder


def find_notebook(path: Path, released_name: str, is_release: IsRelease) -> Found:
    """Find the notebook that counts in what one student handed in.

    The released file name wins. Else, or when that file is still the untouched release, the newest
    notebook that differs from the release does.

    Parameters
    ----------
    path : Path
        A notebook file, or the folder it lies in. Links are not followed.
    released_name : str
        The file's name as it was handed out, such as ``lab1.ipynb``.
    is_release : callable
        Tells an untouched release by its bytes; asked only where there are several notebooks.

    Returns
    -------
    Found
        The file, and what to tell about it.

    Raises
    ------
    UnreadableSubmission
        When there is no notebook.
    """
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        raise UnreadableSubmission(f"{shown(path)} is not there") from None
    except (OSError, ValueError) as error:
        raise UnreadableSubmission(f"{shown(path)} cannot be read: {_reason(error)}") from error
    if stat.S_ISLNK(kind):
        raise UnreadableSubmission(f"{shown(path)} is a link, not a file; hand in the notebook itself")
    if stat.S_ISREG(kind):
        return Found(path)
    if not stat.S_ISDIR(kind):
        raise UnreadableSubmission(f"{shown(path)} is neither a file nor a folder")
    released = path / released_name
    found = _notebooks(path)
    if not found:
        raise UnreadableSubmission(_nothing(path))
    if len(found) == 1:
        only = found[0]
        where = shown(only.relative_to(path))
        odd = f"The notebook was handed in as {where} and read as '{released.name}'."
        return Found(only, () if only == released else (odd,))
    if len(found) > _MOST_NOTEBOOKS:
        raise UnreadableSubmission(
            f"{len(found)} notebooks were handed in, of which one can count; hand in only '{released.name}'"
        )
    return _choose(found, released, is_release)


def only_notebook(path: Path) -> Path | None:
    """Return the notebook that counts where that can be told without a look into it; else None.

    Raises
    ------
    UnreadableSubmission
        When the folder cannot be read.
    """
    found = [path] if path.is_file() else _notebooks(path)
    return found[0] if len(found) == 1 and not path.is_symlink() else None


def read_file(path: Path) -> bytes:
    """Read a submitted file, if it is a plain one and not too large.

    Raises
    ------
    UnreadableSubmission
        When it is not, or cannot be read.
    """
    try:
        # Not blocking: what was a file a moment ago may be a pipe that nobody writes to.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableSubmission(f"{shown(path)} is not a file")
            if status.st_size <= LARGEST_BYTES:
                return file.read(LARGEST_BYTES)
    except (OSError, ValueError) as error:
        raise UnreadableSubmission(f"{shown(path)} cannot be read: {_reason(error)}") from error
    raise UnreadableSubmission(
        f"{shown(path)} is larger than {LARGEST_BYTES >> 20} MiB: clear its outputs and hand it in again"
    )


def shown(path: Path) -> str:
    """Return a submitted file's name in quotes, whatever bytes it is made of."""
    name = str(path) if not path.is_absolute() else path.name
    return f"'{line(name, _LONGEST_NAME)}'"


def _choose(found: Sequence[Path], released: Path, is_release: IsRelease) -> Found:
    looked = 0

    def worked_on(path: Path) -> bool:
        nonlocal looked
        with contextlib.suppress(UnreadableSubmission):  # one that cannot be read is not the release
            if looked < LARGEST_BYTES:
                content = read_file(path)
                looked += len(content)
                return not is_release(content)
        return True

    newest = sorted(found, key=lambda path: (_written(path), path.name), reverse=True)
    if released in found and worked_on(released):
        return _released(found, released)
    chosen = next((path for path in newest if path != released and worked_on(path)), None)
    if chosen is None and released in found:
        return _released(found, released)
    chosen = chosen or newest[0]
    told = f"Several notebooks were handed in; the newest that was worked on, {shown(chosen)}, counts."
    return Found(chosen, (told,), (f"{told} Look whether it is the one that was meant.",))


def _released(found: Sequence[Path], released: Path) -> Found:
    others = _some([path for path in found if path != released])
    return Found(released, (f"Several notebooks were handed in; '{released.name}' counts, not {others}.",))


def _notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of a folder, else those of the folders in it."""
    level, left = [folder], _MOST_FILES
    for _ in range(_DEEPEST):
        files = [path for place in level for path in _entries(place, left)]
        left -= len(files)
        if left < 0:
            raise UnreadableSubmission(
                f"more than {_MOST_FILES} files were handed in; hand in only the notebook"
            )
        found = [path for path in files if path.suffix.lower() == ".ipynb" and path.is_file()]
        if found:
            return found
        level = [path for path in files if path.is_dir()]
    return []


def _entries(folder: Path, most: int) -> list[Path]:
    """Return what lies in a folder, less links and hidden files; a little more than `most` at most."""
    try:
        with os.scandir(folder) as entries:
            found = [
                folder / entry.name
                for entry in islice(entries, 2 * _MOST_FILES)
                if not entry.name.startswith((".", "__MACOSX")) and not entry.is_symlink()
            ]
    except (OSError, ValueError) as error:
        raise UnreadableSubmission(f"the folder {shown(folder)} cannot be read: {_reason(error)}") from error
    return sorted(found)[: max(0, most) + 1]


def _nothing(folder: Path) -> str:
    others = _entries(folder, _MOST_FILES)
    if not others:
        return "nothing was handed in: the folder is empty; hand in the notebook, a file ending in .ipynb"
    return f"no notebook was handed in, only {_some(others)}; hand in the file that ends in .ipynb"


def _some(paths: Sequence[Path]) -> str:
    return ", ".join(f"'{line(path.name, _LONGEST_NAME)}'" for path in paths[:3]) + (
        " and more" if len(paths) > 3 else ""
    )


def _written(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.lstat().st_mtime_ns
    return 0


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", "") or "its name is none"
