"""What grading one submission gives."""

from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

from autograder.models import Record


@dataclass(frozen=True)
class Graded:
    """A graded submission.

    Attributes
    ----------
    record : Record
        The result.
    notebook : NotebookNode or None
        The repaired notebook with the outputs of this run; None when it was unreadable.
    """

    record: Record
    notebook: NotebookNode | None = None
