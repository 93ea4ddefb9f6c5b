"""What a class is graded into: sinks, one for each book, in their order.

What is kept of an older submission goes out of every sink first; then each sink, in their order, writes the
new result: the record, what is made from it and the executed notebook, then the gradebook. So every stop is
harmless: whatever is missing after a kill or a full disk is seen as missing the next time.
"""

from collections.abc import Iterable
from types import TracebackType
from typing import Protocol, Self

from autograder.course.layout import Course
from autograder.errors import AutograderError
from autograder.grading import records
from autograder.grading.graded import Graded
from autograder.grading.writable import require_folder
from autograder.models import Record
from autograder.text import line


class Sink(Protocol):
    """Somewhere that results are written into; a context manager for one batch.

    What a sink raises while it writes costs that one result its place there and is told with it.

    Attributes
    ----------
    name : str
        What it keeps of a submission, such as ``"the record"``.
    needs_notebook : bool
        Whether it keeps the executed notebook, which only grading gives: what is missing there is graded
        again. What is missing elsewhere is written from the record.
    """

    name: str
    needs_notebook: bool

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the batch; `kind` is None when it came to its end. Nothing, unless a sink says otherwise."""
        return

    def require_writable(self) -> None:
        """Look before the first result whether any can be written.

        Raises
        ------
        AutograderError
            With the place, the reason, and what to do.
        """

    def holds(self, record: Record) -> bool:
        """Say whether writing this record would change nothing; False when that cannot be known.

        Parameters
        ----------
        record : Record
            The result of an earlier grading that still holds.
        """

    def clear(self, record: Record) -> None:
        """Take away what is kept of an older submission and must not stand beside a newer record.

        Nothing, unless a sink says otherwise.

        Parameters
        ----------
        record : Record
            The new result, which is written nowhere yet.
        """
        return

    def write(self, graded: Graded, problems: list[str]) -> None:
        """Write one result.

        Parameters
        ----------
        graded : Graded
            The result; without its notebook when it is an earlier one that still holds.
        problems : list of str
            What the sinks before could not write. A sink that tries again later tells its trouble here
            itself and takes it back.
        """


class Records(Sink):
    """One JSON file a submission; what a grading is reused by, so the first of all sinks.

    Parameters
    ----------
    course : Course
        Where to.
    assignment_id : str
        Which assignment.
    """

    name = "the record"
    needs_notebook = False

    def __init__(self, course: Course, assignment_id: str) -> None:
        self._course = course
        self._folder = course.records / assignment_id

    def require_writable(self) -> None:
        """Look whether a record can be written."""
        require_folder(self._folder)

    def holds(self, record: Record) -> bool:
        """Say yes: what holds was read from here."""
        return True

    def write(self, graded: Graded, problems: list[str]) -> None:
        """Write the record, whole or not at all."""
        records.save(self._course, graded.record)


def write_into(sinks: Iterable[Sink], graded: Graded, problems: list[str]) -> Graded:
    """Write a new result into all sinks; what one of them refuses is told, and the next is asked.

    Parameters
    ----------
    sinks : iterable of Sink
        In their order.
    graded : Graded
        The result.
    problems : list of str
        Gets a line for each that refused.

    Returns
    -------
    Graded
        As it is kept: not to be reused while something older stands beside it.
    """
    sinks = list(sinks)
    for sink in sinks:
        try:
            sink.clear(graded.record)
        except Exception as error:
            problems.append(f"{sink.name} is not written: {cause(error)}")
            graded = Graded(records.not_to_be_reused(graded.record), graded.notebook)
    write_where_missing(sinks, graded, problems)
    return graded


def write_where_missing(sinks: Iterable[Sink], graded: Graded, problems: list[str]) -> None:
    """Write a result into the sinks that lack it; parameters as of `write_into`."""
    for sink in sinks:
        try:
            sink.write(graded, problems)
        except Exception as error:
            problems.append(f"{sink.name} is not written: {cause(error)}")


def cause(error: Exception) -> str:
    """Say in one line what refused.

    Parameters
    ----------
    error : Exception
        Whatever was raised.

    Returns
    -------
    str
        Without a class's name where the error is meant for people.
    """
    if isinstance(error, AutograderError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {line(str(error.filename), 300)}" if error.filename else error.strerror
    return line(f"{type(error).__name__}: {error}", 300)
