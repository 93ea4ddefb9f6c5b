"""Find what students handed in: their folders, and the one notebook in each that counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from autograder.course import Assignment, Course
from autograder.errors import UnreadableSubmission
from autograder.notebook_file import read_notebook

_DEEPEST = 3
_MOST_FILES = 2000


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
        The student's name and ``submitted/<student>/<id>``.
    """
    if not course.submitted.is_dir():
        return
    for home in sorted(course.submitted.iterdir()):
        folder = home / assignment_id
        if not home.name.startswith(".") and folder.is_dir():
            yield home.name, folder


def find_notebook(path: Path, assignment: Assignment) -> Found:
    """Find the notebook that counts in what one student handed in.

    The released file name wins. Else, or when that file is still the untouched release, the newest
    notebook that differs from the release does.

    Parameters
    ----------
    path : Path
        A notebook file, or the folder it lies in. Links are not followed.
    assignment : Assignment
        What was asked.

    Returns
    -------
    Found
        The file, and what to tell about it.

    Raises
    ------
    UnreadableSubmission
        When there is no notebook.
    """
    if path.is_symlink():
        raise UnreadableSubmission(f"{path.name} is a link, not a file; hand in the notebook itself")
    if path.is_file():
        return Found(path)
    if not path.exists():
        raise UnreadableSubmission(f"{path.name} is not there")
    if not path.is_dir():
        raise UnreadableSubmission(f"{path.name} is neither a file nor a folder")
    released = path / f"{assignment.id}.ipynb"
    found = _notebooks(path)
    if not found:
        raise UnreadableSubmission(_nothing(path))
    if len(found) == 1:
        only = found[0]
        where = only.relative_to(path)
        odd = f"The notebook was handed in as '{where}' and read as '{released.name}'."
        return Found(only, () if only == released else (odd,))
    return _choose(found, released, assignment)


def _choose(found: Sequence[Path], released: Path, assignment: Assignment) -> Found:
    worked = [path for path in found if not _is_release(path, assignment)]
    if released in found and (released in worked or not worked):
        others = ", ".join(f"'{path.name}'" for path in found if path != released)
        return Found(
            released, (f"Several notebooks were handed in; '{released.name}' counts, not {others}.",)
        )
    chosen = max(worked or found, key=lambda path: (path.stat().st_mtime_ns, path.name))
    told = f"Several notebooks were handed in; the newest that was worked on, '{chosen.name}', counts."
    return Found(chosen, (told,), (f"{told} Look whether it is the one that was meant.",))


def _notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of a folder, else those of the folders in it."""
    level = [folder]
    for _ in range(_DEEPEST):
        files = [path for place in level for path in _entries(place)]
        found = [path for path in files if path.suffix.lower() == ".ipynb" and path.is_file()]
        if found:
            return found
        level = [path for path in files if path.is_dir()]
    return []


def _entries(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())[:_MOST_FILES]
    except OSError as error:
        raise UnreadableSubmission(f"the folder {folder.name} cannot be read: {error.strerror}") from error
    return [path for path in entries if not path.name.startswith((".", "__MACOSX")) and not path.is_symlink()]


def _nothing(folder: Path) -> str:
    others = [path.name for path in _entries(folder)]
    if not others:
        return "nothing was handed in: the folder is empty; hand in the notebook, a file ending in .ipynb"
    shown = ", ".join(f"'{name}'" for name in others[:3]) + (" and more" if len(others) > 3 else "")
    return f"no notebook was handed in, only {shown}; hand in the file that ends in .ipynb"


def _is_release(path: Path, assignment: Assignment) -> bool:
    """Tell whether a notebook is still what was handed out; one that cannot be read is not."""
    try:
        notebook = read_notebook(path.read_bytes() if path.stat().st_size < 1 << 24 else b"")
    except (OSError, UnreadableSubmission):
        return False
    return _sources(notebook) == _sources(assignment.notebook)


def _sources(notebook: NotebookNode) -> list[str]:
    return [
        cell.source.strip() for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()
    ]
