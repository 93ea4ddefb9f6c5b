"""A tiny assignment with everything `validate` looks at, written into a scratch folder.

Two questions: `scale` (explored, with known mistakes and a constant) and `spread`, which builds on `scale`.
"""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.layout import Course

ID = "sample"

SETTINGS = """\
title = "Sample"
[parts]
q1 = "Scaling"
[limits]
cell_cpu_s = 5
question_cpu_s = 5
"""

SCALE_STUB = '''def scale(x, factor=2.0):
    """Return the entries of x times factor, as a list.

    Parameters
    ----------
    x : list of float
    factor : float, default=2.0
    """
    raise NotImplementedError("write scale")


# The factor that leaves everything as it is.
UNIT = None
'''
SPREAD_STUB = '''def spread(x):
    """Return the largest entry of scale(x) minus the smallest."""
    raise NotImplementedError("write spread")
'''
SOLUTIONS = '''"""Solutions."""


def scale(x, factor=2.0):
    """Return the entries of x times factor, as a list.

    Parameters
    ----------
    x : list of float
    factor : float, default=2.0
    """
    return [factor * entry for entry in x]


UNIT = 1.0


def spread(x):
    """Return the largest entry of scale(x) minus the smallest."""
    scaled = scale(x)
    return max(scaled) - min(scaled)
'''
CHECKS = '''"""Checks of the sample."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import explored, number, vector

NUMBERS = st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=5)


@pytest.mark.check("q1_scale", weight=2)
@explored(x=NUMBERS, factor=st.sampled_from([0.5, 2.0, -3.0]))
def test_every_entry_is_scaled(student, x, factor):
    """Every entry is multiplied by the factor."""
    found = vector(student.scale(x, factor), len(x))
    assert np.allclose(found, np.array(x) * factor)


@pytest.mark.check("q1_scale")
def test_factor_has_a_default(student):
    """Without a factor, entries are doubled."""
    assert np.allclose(vector(student.scale([1.0, -4.0]), 2), [2.0, -8.0])


@pytest.mark.check("q1_scale")
def test_unit_leaves_everything(student):
    """UNIT is the factor that changes nothing."""
    assert number(student.value("UNIT"), "UNIT") == 1.0


@pytest.mark.check("q1_spread", given=("scale",))
@explored(x=NUMBERS)
def test_spread_is_largest_minus_smallest(student, given, x):
    """The spread is the largest scaled entry minus the smallest."""
    scaled = given.scale(x)
    assert number(student.spread(x)) == pytest.approx(max(scaled) - min(scaled), abs=1e-9)
'''
RIGHT = {
    "q1_loop": '''"""A loop, and a tuple instead of a list."""


def scale(x, factor=2.0):
    out = []
    for entry in x:
        out += [entry * factor]
    return tuple(out)


UNIT = 1
''',
}
WRONG = {
    "q1_ignores_factor": '''"""The factor is ignored: entries are always doubled."""

QUESTION = "q1_scale"


def scale(x, factor=2.0):
    return [2.0 * entry for entry in x]
''',
    "q1_adds": '''"""The factor is added instead of multiplied."""

QUESTION = "q1_scale"


def scale(x, factor=2.0):
    return [factor + entry for entry in x]
''',
    "q1_spread_first_last": '''"""The last entry minus the first, not the largest minus the smallest."""

QUESTION = "q1_spread"


def spread(x):
    scaled = scale(x)
    return scaled[-1] - scaled[0]
''',
}


def write_sample(root: Path) -> Course:
    """Write the sample's two folders and return the course."""
    public, secret = root / "assignments" / ID, root / "reference" / ID
    public.mkdir(parents=True)
    (public / "assignment.toml").write_text(SETTINGS, encoding="utf-8")
    nbformat.write(_notebook(), public / f"{ID}.ipynb")
    files = {
        "solutions.py": SOLUTIONS,
        "checks/test_scale.py": CHECKS,
        **{f"right/{name}.py": source for name, source in RIGHT.items()},
        **{f"wrong/{name}.py": source for name, source in WRONG.items()},
    }
    for name, source in files.items():
        path = secret / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return Course(root)


def edit(course: Course, name: str, old: str, new: str) -> None:
    """Replace a piece of one file of the reference; the piece must be there."""
    path = course.root / "reference" / ID / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _notebook() -> nbformat.NotebookNode:
    scale_asserts = (
        "# Every entry is multiplied by the factor.\nassert list(scale([1.0, 2.0], 3.0)) == [3.0, 6.0]\n\n"
        "# UNIT is the factor that changes nothing.\nassert UNIT * 5 == 5"
    )
    spread_asserts = (
        "# The spread is the largest scaled entry minus the smallest.\nassert spread([1.0, 4.0]) == 6.0"
    )
    cells = [
        new_markdown_cell("# Scaling\nWrite `scale`.", metadata=_marks("q1_scale_text", locked=True)),
        new_code_cell(SCALE_STUB, metadata=_marks("q1_scale_answer", solution=True)),
        new_code_cell(scale_asserts, metadata=_marks("q1_scale", grade=True, locked=True, points=4)),
        new_markdown_cell("# Spread\nWrite `spread`.", metadata=_marks("q1_spread_text", locked=True)),
        new_code_cell(SPREAD_STUB, metadata=_marks("q1_spread_answer", solution=True)),
        new_code_cell(spread_asserts, metadata=_marks("q1_spread", grade=True, locked=True, points=2)),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return new_notebook(cells=cells)


def _marks(grade_id: str, **fields: object) -> dict[str, object]:
    told = {"schema_version": 3, "grade": False, "locked": False, "solution": False, "task": False}
    return {"nbgrader": told | {"grade_id": grade_id} | fields}
