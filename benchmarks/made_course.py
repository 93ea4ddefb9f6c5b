"""Courses made for measuring: an assignment of any commit, and answers that are always the same."""

import contextlib
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

from autograder.course.layout import Course
from autograder.demo.overlay import overlay
from autograder.notebook.cells import grade_id_of

ROOT = Path(__file__).parent.parent


def found_assignments() -> list[str]:
    """Return the ids of all assignments of this course that have a reference."""
    return sorted(path.name for path in (ROOT / "reference").iterdir() if (path / "checks").is_dir())


def build_course(root: Path, assignment_id: str, without: str, origin: Path = ROOT) -> Course:
    """Copy the assignment into a course of its own, leaving out the questions of one part."""
    for half in ("assignments", "reference"):
        shutil.copytree(origin / half / assignment_id, root / half / assignment_id)
    shutil.copy(origin / "nbgrader_config.py", root)
    if without:
        path = root / "assignments" / assignment_id / f"{assignment_id}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = [cell for cell in notebook.cells if not grade_id_of(cell).startswith(f"{without}_")]
        nbformat.write(notebook, path)
        settings = path.with_name("assignment.toml")
        settings.write_text(re.sub(r"\[lecture_rows\].*?(?=\n\[)", "", settings.read_text(), flags=re.DOTALL))
        for folder in ("checks", "right", "wrong"):
            for file in (root / "reference" / assignment_id / folder).glob(f"*{without}_*.py"):
                file.unlink()
    return Course(root)


def hand_in(course: Course, assignment_id: str, count: int) -> list[str]:
    """Hand in right and wrong answers in turn, a fixed choice."""
    reference = course.reference(assignment_id)
    known = [
        known
        for pair in zip(shuffled(reference.right), shuffled(reference.wrong), strict=False)
        for known in pair
    ]
    students = []
    for number, answer in enumerate(known[:count]):
        student = f"student{number:02d}"
        folder = course.submitted / student / assignment_id
        folder.mkdir(parents=True)
        notebook = overlay(course.assignment(assignment_id), [reference.solutions_path, answer.path])
        nbformat.write(notebook, folder / f"{assignment_id}.ipynb")
        students.append(student)
    return students


def shuffled(items: Sequence[Any]) -> list[Any]:
    """Return the items in a fixed random order."""
    return random.Random(6).sample(list(items), len(items))  # noqa: S311 - a fixed choice, not a secret


@contextlib.contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """Check a commit out beside this one until the block ends."""
    git = shutil.which("git") or "git"
    with tempfile.TemporaryDirectory(prefix="checkout-") as folder:
        place = Path(folder) / "code"
        add = [git, "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(place), commit]
        subprocess.run(add, check=True)  # noqa: S603 - our own repository
        try:
            yield place
        finally:
            remove = [git, "-C", str(ROOT), "worktree", "remove", "--force", str(place)]
            subprocess.run(remove, check=True)  # noqa: S603 - our own repository
