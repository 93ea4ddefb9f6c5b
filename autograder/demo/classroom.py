"""Make up a class for a demonstration: what forty students might hand in, from known answers and accidents.

Nothing here knows an assignment: right and wrong answers are the ones kept beside its reference. The same
seed makes the same class.
"""

import json
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.layout import Assignment, Course, KnownSubmission, Reference
from autograder.course.lecture import has_lecture, read_lecture
from autograder.errors import UnknownAssignment
from autograder.nbgrader.config import FILE
from autograder.nbgrader.confinement import confine

SEED = 6
"""The class that `autograder demo` shows."""


@dataclass(frozen=True)
class Member:
    """One student of a made-up class, and what was done to the submission."""

    student: str
    story: str


def copy_course(course: Course, assignment_ids: Sequence[str], folder: Path) -> Course:
    """Copy assignments with their references into a fresh folder, which is then a course of its own.

    Parameters
    ----------
    course : Course
        Where the assignments lie.
    assignment_ids : sequence of str
        Which ones.
    folder : Path
        An empty folder.

    Returns
    -------
    Course
        The copy; nothing in it leads back.

    Raises
    ------
    AutograderError
        When an assignment or its reference is not whole, or the course's nbgrader would run student code
        outside the sandbox.
    """
    halves = [course.assignment(assignment_id).folder for assignment_id in assignment_ids]
    halves += [course.reference(assignment_id).folder for assignment_id in assignment_ids]
    for half in halves:
        shutil.copytree(
            half,
            folder / half.parent.name / half.name,
            ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"),
        )
    settings = course.root / FILE
    if settings.is_file():
        shutil.copy(settings, folder / FILE)
    confine(folder)
    return Course(folder)


def default_assignment(course: Course) -> str:
    """Return the assignment that a course shows first: the one its lecture.toml names, else by name.

    Raises
    ------
    UnknownAssignment
        When there is none.
    """
    known = course.assignments()
    if not known:
        raise UnknownAssignment(f"{course.root} holds no assignment yet")
    named = read_lecture(course).shown_first if has_lecture(course) else ""
    return named if named in known else known[0]


def make_class(course: Course, assignment_id: str, count: int, seed: int = SEED) -> Iterator[Member]:
    """Write ``submitted/<student>/<id>/`` for a whole class.

    Parameters
    ----------
    course : Course
        Where to; the assignment is read from there too.
    assignment_id : str
        Which one.
    count : int
        How many students.
    seed : int
        The same seed makes the same class.

    Yields
    ------
    Member
        As each is written.
    """
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    writer = _Writer(assignment, reference, random.Random(seed))  # noqa: S311 - a made-up class, no secret
    digits = max(2, len(str(count)))
    for index in range(1, count + 1):
        student = f"student{index:0{digits}}"
        folder = course.submitted / student / assignment_id
        folder.mkdir(parents=True)
        yield Member(student, writer.write(index, folder))


class _Writer:
    """Writes one submission after another; every tenth is of a rare kind."""

    def __init__(self, assignment: Assignment, reference: Reference, chance: random.Random) -> None:
        from autograder.demo.accidents import ACCIDENTS

        self._assignment = assignment
        self._reference = reference
        self._chance = chance
        self._accidents = sorted(ACCIDENTS.items())
        self._wrong = list(reference.wrong)
        chance.shuffle(self._wrong)
        self._rare: tuple[tuple[str, Callable[[Path], None]], ...] = (
            ("a file that is no notebook", self._not_json),
            ("hostile text in every answer", self._hostile),
            ("nothing answered", self._stubs),
            ("a folder without a notebook", lambda folder: None),
            ("a process that ends itself", self._exits),
            ("an archive instead of a notebook", self._archive),
        )

    def write(self, index: int, folder: Path) -> str:
        """Write submission number `index` and return what was done to it."""
        if index % 7 == 0 and index // 7 <= len(self._rare):
            story, write = self._rare[index // 7 - 1]
            write(folder)
            return story
        sources: list[Path] = []
        told: list[str] = []
        if self._chance.random() < 0.75:
            for known in self._mistakes():
                sources.append(known.path)
                told.append(known.name)
        elif self._reference.right:
            known = self._chance.choice(self._reference.right)
            sources.append(known.path)
            told.append(known.name)
        notebook = self._notebook(sources)
        if self._accidents and self._chance.random() < 0.5:
            name, accident = self._chance.choice(self._accidents)
            notebook = accident(notebook)
            told.append(name)
        self._save(notebook, folder)
        return ", ".join(told) or "the solutions"

    def _mistakes(self) -> list[KnownSubmission]:
        """Take one to three mistakes in different questions; every mistake's turn comes."""
        wanted = self._chance.choice((1, 1, 2, 3))
        taken: list[KnownSubmission] = []
        for known in self._wrong:
            if len(taken) < wanted and known.question not in {other.question for other in taken}:
                taken.append(known)
        for known in taken:
            self._wrong.remove(known)
            self._wrong.append(known)
        return taken

    def _notebook(self, sources: Sequence[Path]) -> NotebookNode:
        from autograder.demo.overlay import overlay

        return overlay(self._assignment, [self._reference.solutions_path, *sources])

    def _save(self, notebook: NotebookNode, folder: Path) -> None:
        nbformat.write(notebook, folder / f"{self._assignment.id}.ipynb")

    def _stubs(self, folder: Path) -> None:
        self._save(self._assignment.notebook, folder)

    def _hostile(self, folder: Path) -> None:
        notebook = self._notebook(())
        notebook.cells.insert(0, new_markdown_cell(_ATTACK, id="attack"))
        for question in self._assignment.questions:
            for name in question.names:
                source = _HOSTILE_ANSWER.format(name=name, attack=_ATTACK)
                notebook.cells.append(new_code_cell(source, id=f"attack-{name}"[:64]))
        self._save(notebook, folder)

    def _exits(self, folder: Path) -> None:
        notebook = self._notebook(())
        names = [name for question in self._assignment.questions for name in question.names]
        ending = f"\n\ndef {names[-1]}(*args, **kwargs):\n    import os\n    os._exit(0)\n" if names else ""
        notebook.cells.append(new_code_cell("print('goodbye')" + ending, id="goodbye"))
        self._save(notebook, folder)

    def _not_json(self, folder: Path) -> None:
        page = "<!doctype html><title>Sign in</title><p>Please sign in to download this file."
        (folder / f"{self._assignment.id}.ipynb").write_text(page, encoding="utf-8")

    def _archive(self, folder: Path) -> None:
        with zipfile.ZipFile(folder / f"{self._assignment.id}.ipynb", "w") as archive:
            archive.writestr("notebook.json", json.dumps({"cells": []}))


_ATTACK = "<script>document.title='owned'</script><img src=x onerror=alert(1)> \u202eevil"

_HOSTILE_ANSWER = """def {name}(*args, **kwargs):
    raise ValueError({attack!r} + "A" * 100_000)
"""
