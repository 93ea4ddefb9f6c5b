"""A small course in a scratch folder: two questions with checks and one that a person grades."""

import json
import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.layout import Course
from autograder.course.validated import content_digest, mark_validated

ROOT = Path(__file__).parents[2]
ID = "small"

DOUBLE_STUB = '''def double(x):
    """Return twice x."""
    raise NotImplementedError("write me")
'''
HALF_STUB = '''def half(x):
    """Return half of x."""
    raise NotImplementedError("write me")
'''
DOUBLE = "def double(x):\n    return 2 * x\n"
HALF = "def half(x):\n    return x / 2\n"
WHY = "Write your answer here."

SETTINGS = """\
title = "A small assignment"
due = 2024-03-10T23:59:00+07:00
late_policy = "10% per day"
[parts]
q1 = "Twice"
q2 = "Half"
q3 = "Why"
"""
SOLUTIONS = f'"""Solutions."""\n\n{DOUBLE}\n\n{HALF}'
CHECKS = '''"""Checks."""

import pytest

from autograder.checks import number


@pytest.mark.check("q1_double")
def test_doubles(student):
    """double(x) is twice x."""
    assert number(student.double(3.0)) == 6.0


@pytest.mark.check("q1_double")
def test_doubles_negatives(student):
    """double(x) is twice x for negative x."""
    assert number(student.double(-1.5)) == -3.0


@pytest.mark.check("q2_half")
def test_halves(student):
    """half(x) is half of x."""
    assert number(student.half(3.0)) == 1.5
'''


def marks(grade_id: str, **fields: object) -> dict[str, object]:
    """Give a cell nbgrader's metadata."""
    told = {"schema_version": 3, "grade": False, "locked": False, "solution": False, "task": False}
    return {"nbgrader": told | {"grade_id": grade_id} | fields}


def master(double: str = DOUBLE_STUB, half: str = HALF_STUB, why: str = WHY) -> NotebookNode:
    """Make the assignment's notebook, or a student's by other answers."""
    cells = [
        new_markdown_cell("# Twice\nWrite `double`.", metadata=marks("q1_double_text", locked=True)),
        new_code_cell(double, metadata=marks("q1_double_answer", solution=True)),
        new_code_cell(
            "# double(x) is twice x.\nassert double(1) == 2",
            metadata=marks("q1_double", grade=True, locked=True, points=4),
        ),
        new_markdown_cell("# Half\nWrite `half`.", metadata=marks("q2_half_text", locked=True)),
        new_code_cell(half, metadata=marks("q2_half_answer", solution=True)),
        new_code_cell(
            "# half(x) is half of x.\nassert half(2) == 1",
            metadata=marks("q2_half", grade=True, locked=True, points=6),
        ),
        new_markdown_cell("# Why\nExplain.", metadata=marks("q3_why_text", locked=True)),
        new_markdown_cell(why, metadata=marks("q3_why", grade=True, solution=True, points=2)),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return notebook


def make_course(root: Path, *, validated: bool = True) -> Course:
    """Write the course's folders."""
    public, secret = root / "assignments" / ID, root / "reference" / ID
    (secret / "checks").mkdir(parents=True)
    public.mkdir(parents=True)
    (public / "assignment.toml").write_text(SETTINGS, encoding="utf-8")
    nbformat.write(master(), public / f"{ID}.ipynb")
    (secret / "solutions.py").write_text(SOLUTIONS, encoding="utf-8")
    (secret / "checks" / "test_small.py").write_text(CHECKS, encoding="utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    course = Course(root)
    if validated:
        mark_validated(course, ID, content_digest(course, ID))
    return course


def hand_in(course: Course, student: str, notebook: NotebookNode | str, when: str = "") -> Path:
    """Write a student's submission: a notebook, or any text in its place."""
    folder = course.submitted / student / ID
    folder.mkdir(parents=True, exist_ok=True)
    text = notebook if isinstance(notebook, str) else json.dumps(notebook)
    (folder / f"{ID}.ipynb").write_text(text, encoding="utf-8")
    if when:
        (folder / "timestamp.txt").write_text(when, encoding="utf-8")
    return folder
