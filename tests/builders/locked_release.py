"""A released notebook with every role a cell can have, and ways to hand it in."""

import ast
import copy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.sandbox.answers import KEEP_ANSWER, AnswerKeeper, KeptAnswers
from autograder.submission.released import Released
from autograder.submission.repair import Repaired
from tests.builders.small_course import marks

TEXT, SETUP, NAME, ASK, ANSWER, TEST, FIGURE, ASK_VALUE, GIVEN, VALUE, VALUE_TEST, ASK_WHY, WHY = range(13)

STUB = 'def scale(x):\n    """Return three times x."""\n    raise NotImplementedError("write me")'
SCALE = "def scale(x):\n    return factor * x"
PAIR = "PAIR = (1, 2)"


def release() -> NotebookNode:
    """Make the master."""
    cells = [
        new_markdown_cell("# Scaling\n\nRead all of this.", metadata=marks("welcome", locked=True)),
        new_code_cell(
            "import math\nfrom fractions import Fraction\n\nfactor = 3\nlow, high = 1, 2",
            metadata=marks("setup", locked=True),
        ),
        new_markdown_cell("**Name:**"),
        new_markdown_cell("## Part 1\n\nWrite `scale`.", metadata=marks("q1_text", locked=True)),
        new_code_cell(STUB, metadata=marks("q1_answer", solution=True)),
        new_code_cell("assert scale(2) == 6", metadata=marks("q1", grade=True, locked=True, points=2)),
        new_code_cell("# Figure: what scale does.\nshown = [scale(x) for x in range(3)]"),
        new_markdown_cell("## Part 2\n\nGive `PAIR`.", metadata=marks("q2_text", locked=True)),
        new_code_cell(
            "def total(pair):\n    return low * sum(pair)", metadata=marks("q2_given", locked=True)
        ),
        new_code_cell("PAIR = None", metadata=marks("q2_answer", solution=True)),
        new_code_cell("assert total(PAIR) == 3", metadata=marks("q2", grade=True, locked=True, points=2)),
        new_markdown_cell("## Part 3\n\nSay why.", metadata=marks("q3_text", locked=True)),
        new_markdown_cell("Your words.", metadata=marks("q3", grade=True, solution=True, points=1)),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return new_notebook(cells=cells)


RELEASED = Released(release())


def answered(scale: str = SCALE, pair: str = PAIR) -> NotebookNode:
    """Make a student's notebook."""
    notebook = release()
    notebook.cells[ANSWER].source, notebook.cells[VALUE].source = scale, pair
    return notebook


def without_marks(notebook: NotebookNode) -> NotebookNode:
    """Lose ids and metadata, as some platforms do."""
    lost = copy.deepcopy(notebook)
    for number, cell in enumerate(lost.cells):
        cell.metadata.clear()
        cell.id = f"other-{number}"
    return lost


def run(repaired: Repaired) -> dict[str, object]:
    """Run what runs, with the sandbox's own way of keeping answers."""
    answers, keeper = KeptAnswers(), AnswerKeeper()
    found: dict[str, object] = {KEEP_ANSWER: lambda name: answers.keep(found, [name])}
    for index, source in repaired.cells:
        keeper.names = frozenset(repaired.keep.get(index, ()))
        try:
            exec(compile(keeper.visit(ast.parse(source)), "cell", "exec"), found)
        except Exception:
            pass
        answers.keep(found, repaired.keep.get(index, ()))
    answers.settle(found)
    return found
