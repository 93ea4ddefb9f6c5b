"""One submission, from a file or folder to cells that can run."""

from dataclasses import dataclass
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from autograder.course import Assignment
from autograder.errors import UnreadableSubmission
from autograder.handed_in import find_notebook
from autograder.notebook_file import LARGEST_BYTES, read_notebook
from autograder.own_numbers import on_own_numbers
from autograder.repair import repair
from autograder.variants import Variant, Variants


@dataclass(frozen=True)
class Submission:
    """What a student handed in, read and mended.

    Attributes
    ----------
    student : str
        Whose it is.
    content : bytes
        The file as it was handed in.
    notebook : NotebookNode
        The mended notebook, nbgrader's metadata given anew.
    cells : tuple of (int, str)
        Position in `notebook` and source of each code cell to run, in order.
    repairs : tuple of str
        What was mended, one sentence each.
    flags : tuple of str
        What a teacher should look at, one sentence each.
    variant : dict or None
        The student's numbers, when the assignment varies.
    """

    student: str
    content: bytes
    notebook: NotebookNode
    cells: tuple[tuple[int, str], ...]
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    variant: Variant | None = None


def read_submission(
    path: Path, assignment: Assignment, student: str, variants: Variants | None = None
) -> Submission:
    """Find, read and mend what one student handed in.

    Parameters
    ----------
    path : Path
        The notebook file, or the folder that holds it.
    assignment : Assignment
        What was asked.
    student : str
        Whose it is.
    variants : Variants, optional
        How the assignment varies.

    Returns
    -------
    Submission
        Ready to run.

    Raises
    ------
    UnreadableSubmission
        When there is nothing to grade; the message says why and what to do.
    """
    found = find_notebook(path, assignment)
    try:
        size = found.path.stat().st_size
        if size > LARGEST_BYTES:
            raise UnreadableSubmission(
                f"'{found.path.name}' has {size >> 20} MiB; at most {LARGEST_BYTES >> 20} are read: "
                "clear its outputs and hand it in again"
            )
        content = found.path.read_bytes()
    except OSError as error:
        raise UnreadableSubmission(f"'{found.path.name}' cannot be read: {error.strerror}") from error
    try:
        mended = repair(read_notebook(content), assignment)
    except UnreadableSubmission as error:
        raise UnreadableSubmission(f"'{found.path.name}': {error}") from error
    variant = None
    if variants is not None:
        mended, variant = on_own_numbers(mended, variants, student)
    return Submission(
        student,
        content,
        mended.notebook,
        mended.cells,
        found.repairs + mended.repairs,
        found.flags + mended.flags,
        variant,
    )
