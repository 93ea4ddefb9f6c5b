"""The last function by a name is the answer; a value over it costs nothing, and what replaces it is named."""

import copy

import pytest
from nbformat.v4 import new_code_cell

from autograder.submission.repair import repair
from tests.builders.locked_release import (
    ANSWER,
    FIGURE,
    PAIR,
    RELEASED,
    SCALE,
    STUB,
    answered,
    release,
    run,
    without_marks,
)


@pytest.mark.parametrize(
    "overwriting",
    [
        "scale = scale(2)",
        "scale = 3",
        "from math import *\nfrom math import ceil as scale",
        "import math as scale",
        "scale = math.ceil",
        "for scale in (1, 2):\n    pass",
        "del scale",
        "with open('nowhere') as scale:\n    pass",
        "try:\n    1 / 0\nexcept ZeroDivisionError as scale:\n    pass",
        "scale, other = math.floor, 2",
        "if (scale := 5) > 3:\n    pass",
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_what_hides_an_answer_costs_nothing(overwriting: str, *, marked: bool) -> None:
    """A value, an import, a loop or a plot that takes the name further down leaves the answer what it is."""
    notebook = answered()
    notebook.cells.append(new_code_cell(overwriting))
    repaired = repair(notebook if marked else without_marks(notebook), RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert repaired.keep == {ANSWER: ("scale",)}
    assert repaired.replaced == {}
    told = [line for line in repaired.repairs if "costs nothing" in line or "your answer counts" in line]
    assert bool(told) is not overwriting.startswith("del")
    assert all(f"Cell {len(notebook.cells)} " in line for line in told)


@pytest.mark.parametrize(
    "answer",
    [
        "import functools\nscale = functools.partial(lambda y, x: x * y, 3)",
        "from operator import neg as scale",
        "def _times(x):\n    return 3 * x\nscale = _times",
        "scale = lambda x: 3 * x",
        "try:\n    from nowhere import scale\nexcept ImportError:\n    def scale(x):\n        return 3 * x",
        "if factor == 3:\n    def scale(x):\n        return 3 * x\nelse:\n    scale = None",
        "class scale:\n    def __new__(cls, x):\n        return 3 * x",
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_own_answer_cell_beats_plotting_cells(answer: str, *, marked: bool) -> None:
    """However the answer cell binds the name, an import or a plot elsewhere does not replace it."""
    notebook = answered(answer)
    notebook.cells[FIGURE].source = "scale = math.tanh\nshown = scale(1)"
    notebook.cells.append(new_code_cell("from math import tan as scale"))
    repaired = repair(notebook if marked else without_marks(notebook), RELEASED)
    assert repaired.keep == {ANSWER: ("scale",)}
    assert repaired.notebook.cells[ANSWER].metadata.nbgrader.grade_id == "q1_answer"
    assert run(repaired)["scale"](2) == (-2 if "neg" in answer else 6)  # type: ignore[operator]


def test_later_definition_wins_and_is_named() -> None:
    """A second function replaces the first, wherever it stands; both cells are told."""
    notebook = answered("def scale(x):\n    return 0")
    notebook.cells.append(new_code_cell(SCALE))
    repaired = repair(notebook, RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    last = len(notebook.cells)
    assert repaired.replaced == {"scale": f"scale is taken from cell {last}; it replaces the one in cell 5."}


def test_own_definition_replaces_an_earlier_one() -> None:
    """A first try above the answer cell loses against it."""
    notebook = answered()
    notebook.cells.insert(ANSWER, new_code_cell("def scale(x):\n    return 0"))
    repaired = repair(notebook, RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert repaired.replaced == {"scale": "scale is taken from cell 6; it replaces the one in cell 5."}


def test_import_wins_where_nothing_is_defined() -> None:
    """With the stub untouched, the last import is what there is; of two, the one that lost is named."""
    notebook = answered(STUB)
    notebook.cells.append(new_code_cell("from math import sin as scale"))
    notebook.cells.append(new_code_cell("from math import cos as scale"))
    repaired = repair(notebook, RELEASED)
    assert run(repaired)["scale"](0) == 1  # type: ignore[operator]
    assert repaired.replaced == {"scale": "scale is taken from cell 15; it replaces the one in cell 14."}


def test_copies_and_stubs_replace_nothing() -> None:
    """The same definition twice, with other words in it, and the stub again are not worth a word."""
    notebook = answered()
    notebook.cells.append(
        new_code_cell("def scale(x):\n    '''My answer.'''\n    # again\n    return factor * x")
    )
    notebook.cells.append(new_code_cell(STUB))
    repaired = repair(notebook, RELEASED)
    assert repaired.replaced == {}
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]


@pytest.mark.parametrize(
    "below",
    [
        "scale = scale(2)",
        "other = 1; scale = scale(2)\nscale",
        "scale = [scale(1)]\nused = scale[0]",
        "for scale in (1, 2):\n    pass",
        "scale = 3\n1 / 0",
    ],
)
def test_value_over_a_function_in_its_own_cell_costs_nothing(below: str) -> None:
    """The function is back when the cell ends; within the cell the value is what the student made it."""
    source = f"{SCALE}\n{below}"
    repaired = repair(answered(source), RELEASED)
    found = run(repaired)
    assert found["scale"](2) == 6  # type: ignore[operator]
    assert found.get("used", 3) == 3
    assert "Cell 5 gives another value to scale; your scale of cell 5 counts, so this costs nothing." in (
        repaired.repairs
    )
    assert repaired.notebook.cells[ANSWER].source == source


def test_cell_of_another_language_defines_nothing() -> None:
    """What a cell writes into a file, or shows as a page, replaces no answer."""
    notebook = answered()
    for magic in ("%%writefile answers.py", "%%html", "\n%%bash"):
        notebook.cells.append(new_code_cell(f"{magic}\ndef scale(x):\n    return 0"))
    notebook.cells.append(new_code_cell("%%time\nother = 1"))
    repaired = repair(notebook, RELEASED)
    assert (repaired.keep, repaired.replaced) == ({ANSWER: ("scale",)}, {})


def test_last_value_counts_and_is_named() -> None:
    """Of two values for a name that is to be one, the last wins as in any notebook."""
    notebook = answered()
    notebook.cells.append(new_code_cell("PAIR = (5, 6)"))
    repaired = repair(notebook, RELEASED)
    assert run(repaired)["PAIR"] == (5, 6)
    assert repaired.replaced == {"PAIR": "PAIR is taken from cell 14; it replaces the one in cell 10."}
    notebook.cells[-1].source = PAIR
    assert repair(notebook, RELEASED).replaced == {}


def test_untouched_release_keeps_only_stubs() -> None:
    """Nothing is answered, nothing is told."""
    repaired = repair(release(), RELEASED)
    assert (repaired.keep, repaired.replaced, repaired.repairs) == ({ANSWER: ("scale",)}, {}, ())


def test_answer_cell_split_from_its_call() -> None:
    """The function stands above, and its call, under the same name, in the cell that was handed out."""
    notebook = answered("scale = scale(2)")
    notebook.cells.insert(ANSWER, new_code_cell(SCALE))
    repaired = repair(copy.deepcopy(notebook), RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert "Cell 6 gives another value to scale; your scale of cell 5 counts, so this costs nothing." in (
        repaired.repairs
    )
