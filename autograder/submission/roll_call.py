"""Call the roll before grading: who handed in what, what lies where nobody looks, and who left.

Only names, places and a few first bytes are looked at; no notebook is read here.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from autograder.course.layout import Course
from autograder.course.student_ids import is_student_id, unfit
from autograder.submission.misplaced import belongs, might_be_notebook, named_after, owner
from autograder.submission.shell_words import word
from autograder.submission.submitted import Submitted

_DEEPEST = 4
_MOST_ENTRIES = 2000
_MOST_BYTES = 200
STUDENT = "STUDENT"
"""Stands in a command for a name that nobody can tell."""


@dataclass(frozen=True)
class Misplaced:
    """Something below ``submitted/`` that is not graded where it lies.

    Attributes
    ----------
    student : str
        Whose it seems to be: a folder's or a file's name.
    reason : str
        What is wrong, to stand behind the student's name.
    command : str
        What puts it right, for a shell in the course's folder; '' when a person has to look first.
    work : bool
        Whether somebody's work goes ungraded by it.
    """

    student: str
    reason: str
    command: str = ""
    work: bool = True


@dataclass(frozen=True)
class RollCall:
    """Everything that was found for one assignment.

    Attributes
    ----------
    found : tuple of Submitted
        Each student with the folder to grade, by name.
    misplaced : tuple of Misplaced
        What will not be graded as it lies.
    left : tuple of str
        Students who have a record and no submission any more.
    """

    found: tuple[Submitted, ...]
    misplaced: tuple[Misplaced, ...] = ()
    left: tuple[str, ...] = ()


def call_roll(course: Course, assignment_id: str) -> RollCall:
    """Look through ``submitted/`` and the records.

    Parameters
    ----------
    course : Course
        Where to look.
    assignment_id : str
        For which assignment.

    Returns
    -------
    RollCall
        Hidden files and folders, and what belongs to another assignment, are passed over.
    """
    found: list[Submitted] = []
    misplaced: list[Misplaced] = []
    look = _Look(course, assignment_id, course.assignments())
    for entry in _entries(course.submitted):
        folder = entry / assignment_id
        try:
            if folder.is_dir():
                misfit = _misfit(entry)
                if misfit:
                    misplaced.append(misfit)
                    continue
                found.append(Submitted(entry.name, folder))
                if odd := unfit(entry.name):
                    told = f"the folder's name {odd}: graded and recorded, not in the gradebook"
                    misplaced.append(Misplaced(entry.name, told, _renaming(entry), work=False))
            misplaced += look.at(entry)
        except PermissionError:
            misplaced.append(Misplaced(entry.name, "the folder cannot be opened: permission denied"))
    present = {one.student for one in found}
    recorded = {path.stem for path in _entries(course.records / assignment_id) if path.suffix == ".json"}
    return RollCall(tuple(found), tuple(misplaced), tuple(sorted(recorded - present)))


@dataclass(frozen=True)
class _Look:
    """Looks for what was handed in for one assignment and lies elsewhere."""

    course: Course
    assignment_id: str
    known: tuple[str, ...]

    def at(self, entry: Path) -> Iterator[Misplaced]:
        """Look at one entry of ``submitted/``."""
        if not entry.is_dir():
            yield from self._loose(entry)
        elif named_after(entry.name, self.assignment_id) and not (entry / self.assignment_id).is_dir():
            for child in _entries(entry):
                yield from self._swapped(child)
        else:
            yield from self._student(entry)

    def _loose(self, path: Path) -> Iterator[Misplaced]:
        """Tell of a file beside the students' folders."""
        if not might_be_notebook(path.name) or self._is_others(path.stem):
            return
        home = self._home_of(owner(path.name, self.assignment_id))
        told = "this is a file; a folder for each student belongs here"
        yield Misplaced(path.name, told, self._into_place(path, home), work=_seems_work(path))

    def _swapped(self, child: Path) -> Iterator[Misplaced]:
        """Tell of a student inside an assignment's folder, as other systems sort them."""
        told = f"it lies under {child.parent.name}/; the student's folder is the outer one"
        if child.is_dir() and _holds_anything(child):
            home = self.course.submitted / child.name
            yield Misplaced(child.name, told, self._moved(child, home / self.assignment_id))
        elif child.is_file() and might_be_notebook(child.name):
            home = self._home_of(owner(child.name, self.assignment_id))
            yield Misplaced(child.name, told, self._into_place(child, home))

    def _student(self, home: Path) -> Iterator[Misplaced]:
        """Tell of everything in a student's folder that seems to be this assignment's."""
        right = home / self.assignment_id
        filled = right.is_dir() and any(_files(right))
        if right.is_file():
            yield self._file_for_folder(right)
            return
        children = [child for child in _entries(home) if child != right]
        if not children and not right.is_dir():
            yield Misplaced(home.name, "the folder is empty", work=False)
        notebooks = [child for child in children if child.is_file() and might_be_notebook(child.name)]
        notebooks = [path for path in notebooks if not self._is_others(path.stem)]
        for path in notebooks:
            if not filled:
                told = f"'{path.name}' lies beside the folder {self.assignment_id}/, not in it"
                name = f"{self.assignment_id}.ipynb" if len(notebooks) == 1 else path.name
                yield Misplaced(home.name, told, self._into_place(path, home, name))
            elif self._is_ours(path.stem):
                yield self._doubled(home, path)
        for child in children:
            if child.is_dir() and not self._is_others(child.name):
                yield from self._folder(home, child, filled=filled)

    def _folder(self, home: Path, child: Path, *, filled: bool) -> Iterator[Misplaced]:
        right = home / self.assignment_id
        inner = child / self.assignment_id
        if inner.is_dir() and _holds_anything(inner) and not filled:
            told = f"it lies a folder too deep, in '{home.name}'"
            yield Misplaced(child.name, told, self._moved(child, self.course.submitted / child.name))
            return
        ours = self._is_ours(child.name)
        if not ours and not any(self._is_ours(path.stem) for path in _files(child)):
            return
        if not _holds_anything(child):
            return
        if filled:
            if ours:
                yield self._doubled(home, child)
            return
        told = f"the folder is called '{child.name}', not '{self.assignment_id}'"
        if right.is_dir():
            yield Misplaced(
                home.name, f"{told}; '{self.assignment_id}' is empty", self._moved_into(child, right)
            )
        else:
            yield Misplaced(home.name, told, self._moved(child, right))

    def _file_for_folder(self, path: Path) -> Misplaced:
        command = self._aside(path, path / f"{self.assignment_id}.ipynb")
        told = f"'{path.name}' is a file; it has to be a folder"
        return Misplaced(path.parent.name, told, command, work=_seems_work(path))

    def _doubled(self, home: Path, path: Path) -> Misplaced:
        told = f"'{path.name}' lies beside '{self.assignment_id}', which counts; look which is meant"
        return Misplaced(home.name, told, work=False)

    def _home_of(self, student: str) -> Path:
        """Return the folder for a student whom a file's name tells, if it may be made."""
        home = self.course.submitted / student
        known = is_student_id(student) and not (home / self.assignment_id).exists()
        return home if known else self.course.submitted / STUDENT

    def _into_place(self, path: Path, home: Path, name: str = "") -> str:
        folder = home / self.assignment_id
        target = folder / (name or f"{self.assignment_id}.ipynb")
        if not might_be_notebook(path.name, archives=False):
            target = folder / path.name
        if path in target.parents:
            return self._aside(path, target)
        return f"mkdir -p {self._shown(folder)} && mv -n {self._shown(path)} {self._shown(target)}"

    def _aside(self, path: Path, target: Path) -> str:
        """Move a file into a folder that has to bear its name."""
        aside = self._shown(path.with_name(f"{path.name}.moved"))
        folder = self._shown(target.parent)
        return (
            f"mv -n {self._shown(path)} {aside} && mkdir -p {folder} && mv -n {aside} {self._shown(target)}"
        )

    def _moved(self, path: Path, place: Path) -> str:
        if place.exists():
            return ""
        first = "" if place.parent.exists() else f"mkdir -p {self._shown(place.parent)} && "
        return f"{first}mv -nT {self._shown(path)} {self._shown(place)}"

    def _moved_into(self, path: Path, place: Path) -> str:
        return f"mv -n {self._shown(path)}/* {self._shown(place)}/"

    def _shown(self, path: Path) -> str:
        return word(path.relative_to(self.course.root))

    def _is_ours(self, name: str) -> bool:
        return belongs(name, self.known) == self.assignment_id

    def _is_others(self, name: str) -> bool:
        return belongs(name, self.known) not in {"", self.assignment_id}


def _misfit(home: Path) -> Misplaced | None:
    """Tell of a student whose name can be no record's."""
    raw = os.fsencode(home.name)
    try:
        raw.decode("utf-8")
        if len(raw) <= _MOST_BYTES:
            return None
        reason = f"the folder's name is longer than {_MOST_BYTES} bytes"
    except UnicodeDecodeError:
        reason = "the folder's name is no UTF-8"
    return Misplaced(home.name, reason, _renaming(home))


def _renaming(home: Path) -> str:
    """Return the command that gives a student's folder the nearest name that everything can show."""
    plain = "".join(letter for letter in home.name if not unfit(f"a{letter}"))
    while plain and unfit(plain[0]):
        plain = plain[1:]
    new = home.with_name(plain[:60].strip() or STUDENT)
    if new.exists():
        new = home.with_name(f"{new.name}_{STUDENT}")
    submitted = Path(home.parent.name)
    return f"mv -nT {word(submitted / home.name)} {word(submitted / new.name)}"


def _entries(folder: Path) -> list[Path]:
    """Return what lies in a folder, by name, hidden entries left out; nothing where there is none."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX")))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _files(folder: Path, depth: int = _DEEPEST) -> Iterator[Path]:
    """Yield notebooks below a folder, links not followed, up to a limit that no honest folder meets."""
    for path in islice(_entries(folder), _MOST_ENTRIES):
        if path.is_symlink():
            continue
        if path.is_dir() and depth > 0:
            yield from _files(path, depth - 1)
        elif might_be_notebook(path.name):
            yield path


def _holds_anything(folder: Path) -> bool:
    return bool(_entries(folder))


def _seems_work(path: Path) -> bool:
    """Whether a file may hold a notebook: by its ending, else by its first bytes."""
    if "." in path.name:
        return True
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip().startswith((b"{", b"PK"))
    except OSError:
        return True
