"""Say what a student wrote in the answer cells, for the books: pure, from the repaired notebook."""

import hashlib

from nbformat import NotebookNode

from autograder.course.layout import Assignment
from autograder.models import Written
from autograder.notebook.cells import by_grade_id, grade_id_of, is_graded, is_solution


def question_of(assignment: Assignment) -> dict[str, str]:
    """Return the question of each answer cell, by grade ids: the next grade cell's, or its own."""
    homes: dict[str, str] = {}
    waiting: list[str] = []
    for cell in assignment.notebook.cells:
        if is_solution(cell):
            waiting.append(grade_id_of(cell))
        if is_graded(cell):
            homes |= dict.fromkeys(waiting, grade_id_of(cell))
            waiting = []
    return homes


def written(notebook: NotebookNode, assignment: Assignment) -> Written:
    """Compare the answer cells of a submission with the release.

    Parameters
    ----------
    notebook : NotebookNode
        The repaired notebook: its cells carry the release's nbgrader metadata.
    assignment : Assignment
        What was released.

    Returns
    -------
    Written
        Untouched are the cells whose nbgrader checksum is the release's.
    """
    homes = question_of(assignment)
    released = by_grade_id(assignment.notebook)
    cells = by_grade_id(notebook)
    texts = {question: "" for question in homes.values()}
    for name, question in homes.items():
        if name in cells:
            texts[question] += cells[name].source
    return Written(
        untouched=tuple(name for name in homes if name in cells and _same(cells[name], released[name])),
        digests={
            question: hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
            for question, text in texts.items()
        },
    )


def _same(cell: NotebookNode, released: NotebookNode) -> bool:
    """Compare what nbgrader's checksum is made of and a student can change."""
    same: bool = (cell.cell_type, cell.source) == (released.cell_type, released.source)
    return same
