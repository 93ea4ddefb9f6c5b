"""Whatever is handed in, repairing ends soon, never raises, and locked cells run as they were released."""

import copy
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.course.variants import variants_in
from autograder.notebook.cells import is_locked
from autograder.notebook.run_order import out_of_order
from autograder.sandbox import CellRun
from autograder.submission.repair import repair
from tests.builders.locked_release import (
    ANSWER,
    RELEASED,
    SCALE,
    SETUP,
    STUB,
    TEST,
    answered,
    release,
    run,
    without_marks,
)

LOCKED = [cell.source for cell in release().cells if is_locked(cell) and cell.cell_type == "code"]
DEEP = "_x = a" + ".b" * 900


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "source",
    [
        "\n" * 90_000 + "x",
        " " * 90_000 + "x =",
        "x, " * 30_000,
        "\n".join(["x"] * 45_000) + "\n=",
        "? " * 45_000 + "x",
        "```\n~~~\n" * 12_000,
        "> " * 45_000 + "```",
        "\u200b" * 90_000 + "(",
        "scale = " * 12_000 + "1",
        "x=1\n" * 22_000,
    ],
)
@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_large_cells_take_linear_time(source: str, make: Any) -> None:
    """Each takes under a second; patterns that try every start against every end take an hour."""
    notebook = answered()
    notebook.cells.append(make(source))
    notebook.cells.append(make(source + "\nscale"))
    assert run(repair(notebook, RELEASED))["scale"](2) == 6  # type: ignore[operator]


@pytest.mark.timeout(60)
def test_many_scrambled_tests_take_linear_time() -> None:
    """Cells that look a little like a lost test cell are compared by what they hold, not in what order."""
    chance = random.Random(1)
    long = release()
    long.cells[TEST].source = "\n".join(f"assert scale({n}) == {3 * n}, 'no {n}'" for n in range(900))
    released = type(RELEASED)(long)
    notebook = without_marks(answered())
    del notebook.cells[TEST]
    for _ in range(60):
        words = long.cells[TEST].source.split(" ")
        chance.shuffle(words)
        notebook.cells.append(new_code_cell(" ".join(words)))
    assert long.cells[TEST].source in dict(repair(notebook, released).cells).values()


@pytest.mark.parametrize(
    "source", [DEEP, DEEP.replace("_x", "scale"), "scale = " + "-" * 900 + "1", "x\0", "'\ud800"]
)
@pytest.mark.parametrize("place", [ANSWER, SETUP, TEST])
def test_deep_and_odd_sources_raise_nothing(source: str, place: int) -> None:
    """Neither as an answer, nor in a locked cell, nor under the name that holds a student's numbers."""
    notebook = answered()
    notebook.cells[place].source = source
    repaired = repair(notebook, RELEASED)
    assert set(LOCKED) <= {text for _, text in repaired.cells}
    assert list(variants_in(source.replace("_x", "VARIANT").replace("scale", "VARIANT"))) in ([], [None])


def test_deep_attachments_are_left_alone() -> None:
    """What a cell carries along is not walked through."""
    notebook, deep = answered(), {}
    for _ in range(3000):
        deep = {"a": deep}
    dict.__setitem__(notebook.cells[0], "attachments", deep)
    assert repair(notebook, RELEASED).repairs == ()


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("other", ["", "\x0c", "\u2028", "\x0b", "\x85"])
def test_line_ends_are_pythons(ends: str, other: str) -> None:
    """A stub is blanked where Python sees it, whichever characters other programs break lines at."""
    notebook = answered()
    above = (
        f"first = '{other}'{ends}second = 2{ends}"
        if other not in ("\x0b",)
        else f"# {other}{ends}second = 2{ends}"
    )
    notebook.cells.append(new_code_cell(above + STUB.replace("\n", ends) + f"{ends}third = 3"))
    found = run(repair(notebook, RELEASED))
    assert (found["second"], found["third"]) == (2, 3)
    assert found["scale"](2) == 6  # type: ignore[operator]


@pytest.mark.parametrize("before", ["\ufeff", "\u200b", "\u00ad", "\u2060\u200b", "\u200e"])
@pytest.mark.parametrize("where", ["start", "middle"])
def test_characters_that_nobody_sees_are_left_out(before: str, where: str) -> None:
    """What copying left in a cell does not cost the answer; the log names it, the notebook shows it."""
    source = before + SCALE if where == "start" else SCALE.replace("return ", f"return\u00a0{before}")
    repaired = repair(answered(source), RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert any(f"U+{ord(before[0]):04X}" in line for line in repaired.repairs)
    assert repaired.notebook.cells[ANSWER].source == source


def test_unseen_characters_in_a_text_are_the_students() -> None:
    """Where Python reads them, they stay."""
    source = SCALE + "\nword = 'a\u200bb\u00a0'"
    repaired = repair(answered(source), RELEASED)
    assert repaired.repairs == ()
    assert dict(repaired.cells)[ANSWER] == source


@pytest.mark.parametrize("name", ["\u202etxt", "\ud800", "\x1b[31m", "a\nb"])
def test_hostile_words_are_quoted_plainly(name: str) -> None:
    """A kernel's name and a command stand in one line of the log, made visible."""
    notebook = answered()
    notebook.metadata["kernelspec"] = {"name": name}
    master = release()
    master.metadata["kernelspec"] = {"name": "python3"}
    notebook.cells.append(new_code_cell(f"!ls {name}"))
    for line in repair(notebook, type(RELEASED)(master)).repairs:
        assert line.isprintable()
        line.encode()


def test_many_failed_cells_are_explained_in_one_reading() -> None:
    """A name is looked for once, and told for every cell that lacked it."""
    cells = [(index, "use(late)") for index in range(1500)] + [(1500, "late = 1"), (1501, "late = 2")]
    runs = [CellRun(index, "raised", "NameError: name 'late' is not defined") for index in range(1500)]
    told = out_of_order(cells, runs)
    assert set(told) == set(range(1500))
    assert all("which only cell 1501, further down" in sentence for sentence in told.values())


SOURCES = st.one_of(
    st.sampled_from(
        [
            *LOCKED,
            STUB,
            SCALE,
            DEEP,
            "factor = 4",
            "PAIR = (3, 4)",
            "scale = scale(1)",
            "from math import *",
            "!ls\n%%time",
            "```\ndef scale(x):\n    return x\n```",
            "def scale(x: return",
            "\ufefflow = 1; del high",
            "a\rVARIANT = {}\x0c\n",
        ]
    ),
    st.text(max_size=40),
)


@st.composite
def handed_in(draw: st.DrawFn) -> NotebookNode:
    """Shuffle, double, edit, lose and add cells."""
    notebook = answered(draw(SOURCES), draw(SOURCES))
    cells = [copy.deepcopy(cell) for cell in notebook.cells]
    order = draw(st.lists(st.integers(0, len(cells) - 1), max_size=20))
    notebook.cells = [copy.deepcopy(cells[place]) for place in order] if draw(st.booleans()) else cells
    for _ in range(draw(st.integers(0, 4))):
        made = draw(st.sampled_from([new_code_cell, new_markdown_cell, new_raw_cell]))(draw(SOURCES))
        made.id = f"own-{draw(st.integers(0, 3))}"
        place = draw(st.integers(0, len(notebook.cells)))
        if place < len(notebook.cells) and draw(st.booleans()):
            made.metadata, made.id = notebook.cells[place].metadata, notebook.cells[place].id
            notebook.cells[place] = made
        else:
            notebook.cells.insert(place, made)
    for place in draw(st.lists(st.integers(0, 19), max_size=3)):
        if place < len(notebook.cells):
            notebook.cells[place].source += draw(SOURCES)
    return without_marks(notebook) if draw(st.booleans()) else notebook


def letters(source: str) -> str:
    """Leave out blanks and what nobody sees."""
    return "".join(character for character in source if character.isprintable() and not character.isspace())


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(handed_in())
def test_locked_cells_stand_once_in_order_whatever_is_handed_in(notebook: NotebookNode) -> None:
    """Nothing raises, twice gives the same, no word is lost, ids stand once."""
    before = copy.deepcopy(notebook)
    repaired = repair(notebook, RELEASED)
    assert notebook == before
    assert repair(notebook, RELEASED) == repaired
    locked = [(cell.source, cell.metadata) for cell in release().cells if is_locked(cell)]
    marked = [cell for cell in repaired.notebook.cells if cell.metadata]
    wanted = {cell.metadata.nbgrader.grade_id for cell in release().cells if is_locked(cell)}
    found = [cell for cell in marked if cell.metadata.nbgrader.grade_id in wanted]
    assert [(cell.source, cell.metadata) for cell in found] == locked
    ran = dict(repaired.cells)
    places = [
        place
        for place, cell in enumerate(repaired.notebook.cells)
        if cell in found and cell.cell_type == "code"
    ]
    assert [ran[place] for place in places] == LOCKED
    words = {letters(cell.source) for cell in repaired.notebook.cells}
    assert {letters(cell.source) for cell in notebook.cells} <= words
    ids = [cell.id for cell in repaired.notebook.cells]
    assert len(ids) == len(set(ids))
    assert all(index in ran for index in repaired.keep)
