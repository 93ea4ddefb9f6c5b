"""Every locked cell runs as it was released, once and in its place, whatever became of it."""

import copy
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.course.layout import Course
from autograder.demo.overlay import overlay
from autograder.notebook.cells import is_locked
from autograder.submission.released import Released
from autograder.submission.repair import repair
from tests.builders.locked_release import (
    ANSWER,
    ASK,
    GIVEN,
    PAIR,
    RELEASED,
    SETUP,
    STUB,
    TEST,
    TEXT,
    VALUE,
    answered,
    release,
    run,
    without_marks,
)

ASSIGNMENTS = ("lab1_perceptron", "lab2_activations", "lab3_backprop", "lab4_deep_training", "quiz6")
Accident = Callable[[list[NotebookNode], int], None]


def put(cells: list[NotebookNode], place: int, source: str, kind: str = "") -> None:
    """Put another cell with the same marks in a cell's place."""
    make = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
    old = cells[place]
    cells[place] = make[kind or old.cell_type](source, metadata=copy.deepcopy(old.metadata))
    cells[place].id = old.id


def type_a_letter(cells: list[NotebookNode], place: int) -> None:
    put(cells, place, "(" + cells[place].source)


def lose(cells: list[NotebookNode], place: int) -> None:
    del cells[place]


def move_to_the_end(cells: list[NotebookNode], place: int) -> None:
    cells.append(cells.pop(place))


def move_to_the_top(cells: list[NotebookNode], place: int) -> None:
    cells.insert(0, cells.pop(place))


def turn_to_text(cells: list[NotebookNode], place: int) -> None:
    put(cells, place, cells[place].source, "raw" if cells[place].cell_type == "markdown" else "markdown")


def turn_to_code(cells: list[NotebookNode], place: int) -> None:
    put(cells, place, cells[place].source, "code")


def double(cells: list[NotebookNode], place: int) -> None:
    cells.append(copy.deepcopy(cells[place]))


def begin_with_a_byte_order_mark(cells: list[NotebookNode], place: int) -> None:
    put(cells, place, "\ufeff" + cells[place].source)


ACCIDENTS: list[Accident] = [
    type_a_letter,
    lose,
    move_to_the_end,
    move_to_the_top,
    turn_to_text,
    turn_to_code,
    double,
    begin_with_a_byte_order_mark,
]


def sources(cells: tuple[tuple[int, str], ...]) -> list[str]:
    return [source for _, source in cells]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_one_accident_to_any_locked_cell_changes_nothing_that_runs(course: Course, name: str) -> None:
    """What runs is what would run without the accident, in the same order: so it earns the same points."""
    assignment = course.assignment(name)
    released = Released(assignment.notebook)
    solved = overlay(assignment, [course.reference(name).solutions_path])
    for marked in (solved, without_marks(solved)):
        wanted = sources(repair(marked, released).cells)
        for place, cell in enumerate(assignment.notebook.cells):
            if not is_locked(cell):
                continue
            every = ACCIDENTS if cell.cell_type == "code" and marked is solved else ACCIDENTS[:2]
            for accident in every:
                notebook = copy.copy(marked)
                notebook.cells = list(marked.cells)
                accident(notebook.cells, place)
                found = sources(repair(notebook, released).cells)
                assert found == wanted, (name, place, accident.__name__, marked is solved)


@pytest.mark.parametrize(
    ("accident", "told"),
    [
        (type_a_letter, "The locked cell setup was edited; the released one counts, yours is kept in cell 3"),
        (lose, "The locked cell setup was missing; the released one was put back."),
        (move_to_the_end, "The locked cell setup was moved; it was put back in its place."),
        (turn_to_text, "The locked cell setup was turned into another kind of cell; it was turned back."),
        (double, "were copies of one cell"),
    ],
)
def test_setup_is_put_back_and_told(accident: Accident, told: str) -> None:
    """The released cell stands once, in its place; the log says what had happened."""
    notebook = answered()
    accident(notebook.cells, SETUP)
    repaired = repair(notebook, RELEASED)
    assert repaired.notebook.cells[SETUP] == release().cells[SETUP]
    assert [line for line in repaired.repairs if told in line]
    assert repaired.flags == ()
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]


@pytest.mark.parametrize(
    ("added", "new"),
    [
        ("factor = 100\nmine = 5", {"mine": 5}),
        ("import math as factor, json as mine", {"mine": __import__("json")}),
        ("factor, mine = 100, 5", {"mine": 5}),
        ("factor = 100; mine = 5", {"mine": 5}),
        ("mine = 5  # factor = 4\nfor factor in (7, 8):\n    pass", {"mine": 5}),
        ("factor += 1\ndel low\ndef mine():\n    return 5", {"mine": None}),
        ("ไทย = 'é'; factor = 3; mine = 5", {"mine": 5}),
    ],
)
def test_only_new_names_of_an_edited_cell_run(added: str, new: dict[str, object]) -> None:
    """What the release defines stays as it is; what a student added runs, each line with its number."""
    notebook = answered()
    notebook.cells[SETUP].source += "\n" + added
    repaired = repair(notebook, RELEASED)
    found = run(repaired)
    assert (found["factor"], found["low"], found["high"]) == (3, 1, 2)
    assert all(found[name] == value or value is None for name, value in new.items())
    kept = dict(repaired.cells)[SETUP + 1]
    assert kept.count("\n") == notebook.cells[SETUP].source.count("\n")
    assert repaired.notebook.cells[SETUP + 1].source == notebook.cells[SETUP].source, (
        "shown as it was written"
    )
    assert "mine" in kept


@pytest.mark.parametrize("edit", ["factor = 300", "factor = 3 +", "low = high = factor = 0\nimport math"])
def test_what_only_defines_released_names_again_does_not_run(edit: str) -> None:
    """Nor does what is no Python; both are shown."""
    notebook = answered()
    notebook.cells[SETUP].source = edit
    repaired = repair(notebook, RELEASED)
    assert sources(repaired.cells) == sources(repair(answered(), RELEASED).cells)
    assert edit in [cell.source for cell in repaired.notebook.cells]


def test_setup_written_into_above_its_place_stands_before_what_was_changed() -> None:
    """A changed copy at the top is shown after the released cell."""
    notebook = answered()
    notebook.cells[SETUP].source += "\nextra = factor"
    move_to_the_top(notebook.cells, SETUP)
    repaired = repair(notebook, RELEASED)
    assert [cell.source for cell in repaired.notebook.cells[:3]] == [
        release().cells[TEXT].source,
        release().cells[SETUP].source,
        notebook.cells[0].source,
    ]
    assert run(repaired)["extra"] == 3


def test_text_written_in_a_locked_cell_is_kept_and_flagged() -> None:
    """It may be an answer in the wrong place; who only took words away is not looked at."""
    notebook = answered()
    notebook.cells[ASK].source += "\n\nMy answer: because."
    repaired = repair(notebook, RELEASED)
    assert repaired.notebook.cells[ASK].source == release().cells[ASK].source
    assert repaired.notebook.cells[ASK + 1].source == notebook.cells[ASK].source
    assert repaired.flags == (
        "Somebody wrote in the locked text cell q1_text; it is kept in cell 5: look whether it is an answer.",
    )
    notebook.cells[ASK].source = "## Part 1"
    assert repair(notebook, RELEASED).flags == ()


@pytest.mark.parametrize("place", [SETUP, TEST, GIVEN])
def test_answer_in_a_locked_code_cell_counts(place: int) -> None:
    """An answer typed into a cell that is not the student's is still an answer."""
    notebook = answered(scale=STUB)
    notebook.cells[place].source += "\n\ndef scale(x):\n    return x + x + x"
    repaired = repair(notebook, RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert release().cells[place].source in sources(repaired.cells)


def test_order_of_everything_else_is_the_students() -> None:
    """Answers, notes and cells of one's own stay where they are; ids stand once."""
    notebook = answered()
    notebook.cells.insert(ANSWER, new_code_cell("helper = 1"))
    double(notebook.cells, SETUP)
    repaired = repair(notebook, RELEASED)
    own = [cell.source for cell in repaired.notebook.cells]
    assert own.index("helper = 1") + 1 == own.index(notebook.cells[ANSWER + 1].source) < own.index(PAIR)
    ids = [cell.id for cell in repaired.notebook.cells]
    assert len(set(ids)) == len(ids)
    assert dict(repaired.cells)[own.index(PAIR)] == notebook.cells[VALUE + 1].source
