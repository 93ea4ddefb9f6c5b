"""An answer that stands in a text or raw cell is turned back into code, where no code cell answers."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_raw_cell

from autograder.submission.released import Released
from autograder.submission.repair import repair
from tests.builders.locked_release import (
    ANSWER,
    PAIR,
    RELEASED,
    SCALE,
    STUB,
    TEXT,
    answered,
    run,
    without_marks,
)
from tests.builders.small_course import ROOT

FENCED = f"```python\n{SCALE}\n```"
INDENTED = "\n".join(f"    {line}" for line in SCALE.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        SCALE,
        FENCED,
        f"~~~\n{SCALE}\n~~~",
        f"My answer:\n\n{FENCED}\n\nIt works.",
        f"````{{python}}\n{SCALE}\n````",
        f"First a note\n```text\nno code here!\n```\nthen\n```py\nimport math\n```\nand\n{FENCED}",
        f"* in a list\n\n    ```python\n{INDENTED}\n    ```\n",
        f"Never closed:\n```\n{SCALE}\n",
        f"By four blanks:\n\n{INDENTED}\n\nDone.",
        f"With tabs:\n\n\t{SCALE.splitlines()[0]}\n\t\treturn factor * x\n",
        FENCED.replace("\n", "\r\n"),
    ],
)
@pytest.mark.parametrize("make", [new_markdown_cell, new_raw_cell])
@pytest.mark.parametrize("marked", [True, False])
def test_answer_in_a_text_cell_counts(text: str, make, *, marked: bool) -> None:  # type: ignore[no-untyped-def]
    """In fences of either kind, indented, with words around it, or all of the cell."""
    notebook = answered()
    metadata = notebook.cells[ANSWER].metadata
    notebook.cells[ANSWER] = make(text, metadata=metadata)
    notebook.cells[ANSWER].id = f"cell-{ANSWER}"
    repaired = repair(notebook if marked else without_marks(notebook), RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert text in [cell.source for cell in repaired.notebook.cells], "nothing written is lost"
    told = f"Cell {ANSWER + 1} as handed in was text; it defines scale, so it ran as code."
    assert told in repaired.repairs
    answers = [
        c for c in repaired.notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "q1_answer"
    ]
    assert [cell.cell_type for cell in answers] == ["code"]


def test_answer_beside_the_untouched_stub_counts() -> None:
    """The stub in the code cell is no answer."""
    notebook = answered(STUB)
    notebook.cells.insert(ANSWER + 1, new_markdown_cell(f"I wrote:\n{FENCED}"))
    assert run(repair(notebook, RELEASED))["scale"](2) == 6  # type: ignore[operator]


def test_answer_written_into_the_locked_text_counts() -> None:
    """Even there, and a teacher is told."""
    notebook = answered(STUB)
    notebook.cells[TEXT].source += f"\n\n{FENCED}"
    repaired = repair(notebook, RELEASED)
    assert run(repaired)["scale"](2) == 6  # type: ignore[operator]
    assert len(repaired.flags) == 1


def test_code_that_is_only_spoken_of_stays_text() -> None:
    """Where a code cell answers, what stands in text is left alone; so is what defines nothing asked for."""
    notebook = answered()
    notebook.cells.append(new_markdown_cell("First I tried\n```python\ndef scale(x):\n    return 0\n```"))
    notebook.cells.append(new_markdown_cell("```python\ndef other(x):\n    return 0\n```"))
    notebook.cells.append(new_markdown_cell(PAIR))
    repaired = repair(notebook, RELEASED)
    assert repaired.repairs == ()
    assert [cell.cell_type for cell in repaired.notebook.cells[-3:]] == ["markdown"] * 3


@pytest.mark.parametrize("path", sorted((ROOT / "assignments").glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_what_was_handed_out_needs_no_repair(path: Path) -> None:
    """The code that a release's own texts show is no answer, and nothing in it is out of place."""
    notebook = nbformat.read(path, as_version=4)
    repaired = repair(notebook, Released(notebook))
    assert (repaired.repairs, repaired.flags) == ((), ())
