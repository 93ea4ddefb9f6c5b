"""Enter an assignment in the gradebook as a release would, without writing a release."""

import copy

from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import ValidationError
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    ComputeChecksums,
    LockCells,
    SaveCells,
)
from nbgrader.utils import parse_utc

from autograder.course.layout import Assignment
from autograder.errors import BadAssignment


def enter_assignment(assignment: Assignment, db_url: str) -> None:
    """Save an assignment, its notebook and its cells.

    Parameters
    ----------
    assignment : Assignment
        The public half.
    db_url : str
        The gradebook's address.

    Raises
    ------
    BadAssignment
        When the master notebook's metadata is not nbgrader's.
    """
    with Gradebook(db_url) as gradebook:
        gradebook.update_or_create_assignment(assignment.id, duedate=parse_utc(assignment.due))
    notebook = copy.deepcopy(assignment.notebook)
    resources = {
        "nbgrader": {"notebook": assignment.id, "assignment": assignment.id, "db_url": db_url},
    }
    try:
        for step in (LockCells, ClearOutput, CheckCellMetadata, ComputeChecksums, SaveCells):
            notebook, resources = step()(notebook, resources)
    except ValidationError as error:
        raise BadAssignment(f"{assignment.notebook_path}: {str(error).splitlines()[0]}") from error
