"""What nbgrader's metadata say of a cell: which answer or test it is, what it is worth, who may change it.

Nothing else of the engine reads these keys, so that one place knows their names and which of them may lack.
"""

from collections.abc import Mapping
from typing import Any

from nbformat.notebooknode import NotebookNode


def metadata_of(cell: NotebookNode) -> Mapping[str, Any]:
    """Return a cell's nbgrader keys; empty when it has none."""
    found: Mapping[str, Any] = cell.metadata.get("nbgrader") or {}
    return found


def grade_id_of(cell: NotebookNode) -> str:
    """Return the name that nbgrader knows a cell by; '' when it knows none."""
    return str(metadata_of(cell).get("grade_id", ""))


def points_of(cell: NotebookNode) -> float:
    """Return the points that a cell offers; 0 when it offers none."""
    return float(metadata_of(cell).get("points", 0))


def by_grade_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the cells of a notebook that nbgrader knows, by their id there."""
    return {grade_id_of(cell): cell for cell in notebook.cells if grade_id_of(cell)}


def is_graded(cell: NotebookNode) -> bool:
    """Tell whether a cell bears points: visible tests, or prose that a person reads."""
    return bool(metadata_of(cell).get("grade"))


def is_solution(cell: NotebookNode) -> bool:
    """Tell whether a cell is the student's to fill in, with code or prose."""
    return bool(metadata_of(cell).get("solution"))


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether a cell is a stub to fill in with code."""
    return cell.cell_type == "code" and is_solution(cell)


def is_written(cell: NotebookNode) -> bool:
    """Tell whether a cell asks for prose that a person reads."""
    return cell.cell_type != "code" and is_solution(cell)


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell holds visible tests: graded, and not the student's to write."""
    return is_graded(cell) and not is_solution(cell)


def is_locked(cell: NotebookNode) -> bool:
    """Tell whether a cell is not the student's to change."""
    return is_test(cell) or bool(metadata_of(cell).get("locked") and not is_solution(cell))
