"""One submission, from a file or folder to cells that can run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from autograder.course.layout import Assignment
from autograder.course.variants import Variant, Variants
from autograder.errors import UnreadableSubmission
from autograder.submission.find import IsRelease, find_notebook, read_file, shown
from autograder.submission.parsing import Reading
from autograder.submission.reading_reply import Mended, rebuilt
from autograder.submission.variant_cell import Numbers, Shown, numbers_of, told_of

Read = Callable[[bytes, Numbers | None], tuple[Mended, Shown | None]]
"""Reads and mends a notebook's bytes."""


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
    keep : mapping of int to tuple of str
        Names that stay as they were when a cell runs, by the cell's position.
    replaced : mapping of str to str
        What became of names that were defined more than once, by name.
    """

    student: str
    content: bytes
    notebook: NotebookNode
    cells: tuple[tuple[int, str], ...]
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    variant: Variant | None = None
    keep: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)


def read_submission(
    path: Path, assignment: Assignment, student: str, variants: Variants | None = None
) -> Submission:
    """Find, read and mend what one student handed in, in this very process.

    Grading does not read so: `reader.Reader` reads where a hostile file can do no harm.

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
    reading = Reading(assignment.notebook)
    return found_and_read(path, assignment, student, variants, reading.is_release, reading.read)


def found_and_read(
    path: Path,
    assignment: Assignment,
    student: str,
    variants: Variants | None,
    is_release: IsRelease,
    read: Read,
) -> Submission:
    """Find what one student handed in and have its bytes read; as `read_submission`.

    Parameters
    ----------
    path, assignment, student, variants
        As there.
    is_release, read : callable
        Whoever looks into the bytes: nothing here does.

    Returns
    -------
    Submission
        Put together from what was read.

    Raises
    ------
    UnreadableSubmission
        When there is nothing to grade; the message says why and what to do.
    """
    found = find_notebook(path, f"{assignment.id}.ipynb", is_release)
    content = read_file(found.path)
    numbers = None if variants is None else numbers_of(variants, student)
    try:
        mended, stands = read(content, numbers)
        notebook = rebuilt(mended, assignment.notebook)
    except UnreadableSubmission as error:
        raise UnreadableSubmission(f"{shown(found.path)}: {error}") from error
    except ValueError as error:
        raise UnreadableSubmission(f"{shown(found.path)} could not be put together: {error}") from error
    told: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    variant: Variant | None = None
    if variants is not None and numbers is not None and stands is not None:
        told, flags = told_of(stands, variants, student)
        variant = numbers.own if stands.own else numbers.master
    return Submission(
        student,
        content,
        notebook,
        tuple(mended.to_run),
        (*found.repairs, *mended.repairs, *told),
        (*found.flags, *mended.flags, *flags),
        variant,
        {place: tuple(names) for place, names in mended.keep.items()},
        mended.replaced,
    )
