"""Keep a batch's results in all books: records, executed notebooks, the gradebook.

Their order makes every stop harmless: what is kept of an older submission goes first, then the record is
written, then the executed notebook, then the gradebook. Whatever is missing after a kill or a full disk is
seen as missing the next time. A gradebook that cannot be used is tried again with what comes after, as often
as that costs little, and once more at the end.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from autograder.course.layout import Assignment, Course
from autograder.errors import AutograderError, GradebookError, GradebookUnavailable
from autograder.grading import records
from autograder.grading.graded import Graded
from autograder.models import Record
from autograder.submission.timestamps import Times, read_times
from autograder.text import line

if TYPE_CHECKING:
    from autograder.nbgrader.gradebook import GradeWriter

_PATIENCE = 10
_NOT_ENTERED = "not in the gradebook:"

Result = TypeVar("Result", bound="Enterable")


class Enterable(Protocol):
    """A result that is on its way into the gradebook; problems are added to it, and taken back."""

    @property
    def record(self) -> Record:
        """What is entered."""

    @property
    def problems(self) -> list[str]:
        """What could not be written."""


class Books:
    """Everything a batch's results are written into; use as a context manager.

    Parameters
    ----------
    course : Course
        Where everything lies.
    assignment : Assignment
        What is graded.
    into_gradebook : bool
        Whether there are executed notebooks and a gradebook.
    clock : callable
        What tells how long an attempt took.
    """

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        *,
        into_gradebook: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._course = course
        self._assignment = assignment
        self._into_gradebook = into_gradebook
        self._clock = clock
        self._stack = ExitStack()
        self._writer: GradeWriter | None = None
        self._times: Times = read_times(course, assignment.id)
        self._waiting: list[Enterable] = []
        self._not_before = float("-inf")
        self._why = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._enter_waiting()
        finally:
            self._stack.close()

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the teacher's table of hand-in times."""
        return self._times.problems

    def hold(self, record: Record) -> bool:
        """Say whether the gradebook holds exactly what entering a record would make."""
        if not self._into_gradebook:
            return True
        if self._clock() < self._not_before:
            return False
        started = self._clock()
        try:
            return self._gradebook().holds(record)
        except GradebookUnavailable as error:
            self._why = str(error)
            self._give_way(started)
        except Exception:  # whatever it is, entering meets it again and tells it  # noqa: S110
            pass
        return False

    def keep(self, graded: Graded, before: Record | None) -> tuple[Record, list[str]]:
        """Write a new result's record and executed notebook.

        Parameters
        ----------
        graded : Graded
            The result.
        before : Record or None
            The record it replaces.

        Returns
        -------
        (Record, list of str)
            The record as it is kept, and a line for each place that refused.
        """
        record = records.first_seen(graded.record, before)
        problems: list[str] = []
        if self._into_gradebook:
            try:
                self._remove_page(record)
            except Exception as error:
                problems.append(_refused("the executed notebook is not written", error))
                record = records.not_to_be_reused(record)
        try:
            records.save(self._course, record)
        except Exception as error:
            problems.append(_refused("the record is not written", error))
        if self._into_gradebook and not problems:
            try:
                self._write_page(graded)
            except Exception as error:
                problems.append(_refused("the executed notebook is not written", error))
        return record, problems

    def enter(self, outcome: Result) -> Result:
        """Enter a result in the gradebook, and what waited for it; what cannot be is told in it."""
        if self._into_gradebook:
            self._waiting.append(outcome)
            if self._clock() < self._not_before:
                _tell(outcome, self._why)
            else:
                self._enter_waiting()
        return outcome

    def _enter_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for index, outcome in enumerate(waiting):
            started = self._clock()
            try:
                writer = self._gradebook()
                if not writer.holds(outcome.record):
                    writer.write(outcome.record)
            except GradebookUnavailable as error:
                self._why = str(error)
                self._give_way(started)
                self._waiting = waiting[index:]
                for one in self._waiting:
                    _tell(one, self._why)
                return
            except Exception as error:  # one student's, whatever it is: the batch goes on
                _tell(outcome, _cause(error))
            else:
                _tell(outcome, "")

    def _gradebook(self) -> "GradeWriter":
        from autograder.nbgrader.gradebook import open_gradebook

        if self._writer is None:
            try:
                self._writer = self._stack.enter_context(open_gradebook(self._course))
            except Exception as error:  # a missing driver raises what its import raises
                raise GradebookUnavailable(_cause(error)) from error
        return self._writer

    def _give_way(self, started: float) -> None:
        """Let an attempt that failed cost a tenth of the batch's time at most."""
        self._not_before = self._clock() + _PATIENCE * (self._clock() - started)

    def _remove_page(self, record: Record) -> None:
        from autograder.nbgrader.executed import remove_autograded

        remove_autograded(self._course, record.student, record.assignment)

    def _write_page(self, graded: Graded) -> None:
        from autograder.nbgrader.executed import write_autograded

        when = self._times.of(graded.record.student).when
        with suppress(GradebookError):  # a name that no page can show; the gradebook tells it
            write_autograded(self._course, graded, self._assignment, when)


def _tell(outcome: Enterable, why: str) -> None:
    """Say why a result is not in the gradebook, in place of what was said before."""
    outcome.problems[:] = [told for told in outcome.problems if not told.startswith(_NOT_ENTERED)]
    if why:
        outcome.problems.append(f"{_NOT_ENTERED} {why}")


def _cause(error: Exception) -> str:
    if isinstance(error, AutograderError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {line(str(error.filename), 300)}" if error.filename else error.strerror
    return line(f"{type(error).__name__}: {error}", 300)


def _refused(what: str, error: Exception) -> str:
    return f"{what}: {_cause(error)}"
