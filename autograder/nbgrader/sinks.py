"""nbgrader's two books of a class: the executed notebooks and the gradebook.

A gradebook that cannot be used is tried again with what comes after, as often as that costs little, and once
more at the end.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import TYPE_CHECKING

from autograder.course.layout import Assignment, Course
from autograder.errors import GradebookError, GradebookUnavailable
from autograder.grading.graded import Graded
from autograder.grading.sinks import Records, Sink, cause
from autograder.grading.writable import require_file, require_folder
from autograder.models import Record
from autograder.nbgrader import executed
from autograder.submission.timestamps import read_times

if TYPE_CHECKING:
    from autograder.nbgrader.gradebook import GradeWriter

_PATIENCE = 10
_NOT_ENTERED = "not in the gradebook:"


def all_sinks(course: Course, assignment: Assignment) -> tuple[Sink, ...]:
    """Return every book that a class is graded into, in their order.

    Parameters
    ----------
    course : Course
        Where everything lies.
    assignment : Assignment
        What is graded.

    Returns
    -------
    tuple of Sink
        Records, executed notebooks, the gradebook; new ones, for one batch.
    """
    return Records(course, assignment.id), ExecutedNotebooks(course, assignment), GradebookRows(course)


class ExecutedNotebooks(Sink):
    """``autograded/<student>/<id>/``: the notebook as it ran, for a person who grades.

    Parameters
    ----------
    course : Course
        Where to.
    assignment : Assignment
        What is graded.
    """

    name = "the executed notebook"
    needs_notebook = True

    def __init__(self, course: Course, assignment: Assignment) -> None:
        self._course = course
        self._assignment = assignment
        self._times = read_times(course, assignment.id)

    def require_writable(self) -> None:
        """Look whether a notebook can be written."""
        require_folder(self._course.autograded)

    def holds(self, record: Record) -> bool:
        """Say whether the page that is kept is the executed one, and whole."""
        return executed.is_executed(self._course, record.student, record.assignment)

    def clear(self, record: Record) -> None:
        """Remove the page of an older submission."""
        executed.remove_autograded(self._course, record.student, record.assignment)

    def write(self, graded: Graded, problems: list[str]) -> None:
        """Write the page, unless its record could not be written."""
        if problems:
            return
        when = self._times.of(graded.record.student).when
        with suppress(GradebookError):  # a name that no page can show; the gradebook tells it
            executed.write_autograded(self._course, graded, self._assignment, when)


class GradebookRows(Sink):
    """The rows of nbgrader's gradebook, opened for the first result that needs it.

    Nothing is cleared there for a newer result: what a person entered stays.

    Parameters
    ----------
    course : Course
        Whose gradebook.
    clock : callable
        What tells how long an attempt took.
    """

    name = "the gradebook"
    needs_notebook = False

    def __init__(self, course: Course, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._course = course
        self._clock = clock
        self._stack = ExitStack()
        self._writer: GradeWriter | None = None
        self._waiting: list[tuple[Record, list[str]]] = []
        self._not_before = float("-inf")
        self._why = ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Enter what waited, at the end of a whole batch, and close the gradebook."""
        try:
            if kind is None:
                self._enter_waiting()
        finally:
            self._stack.close()

    def require_writable(self) -> None:
        """Look whether the gradebook can be written, or made."""
        require_folder(self._course.root)
        require_file(self._course.root / "gradebook.db")

    def holds(self, record: Record) -> bool:
        """Say whether the gradebook holds exactly what entering a record would make."""
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

    def write(self, graded: Graded, problems: list[str]) -> None:
        """Enter a result, and what waited for it; `problems` tells what cannot be, until it can."""
        self._waiting.append((graded.record, problems))
        if self._clock() < self._not_before:
            _tell(problems, self._why)
        else:
            self._enter_waiting()

    def _enter_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for index, (record, problems) in enumerate(waiting):
            started = self._clock()
            try:
                writer = self._gradebook()
                if not writer.holds(record):
                    writer.write(record)
            except GradebookUnavailable as error:
                self._why = str(error)
                self._give_way(started)
                self._waiting = waiting[index:]
                for _, problems_of_one in self._waiting:
                    _tell(problems_of_one, self._why)
                return
            except Exception as error:  # one student's, whatever it is: the batch goes on
                _tell(problems, cause(error))
            else:
                _tell(problems, "")

    def _gradebook(self) -> "GradeWriter":
        # Here, so that checkers start up while the gradebook's libraries are imported.
        from autograder.nbgrader.gradebook import open_gradebook

        if self._writer is None:
            try:
                self._writer = self._stack.enter_context(open_gradebook(self._course))
            except Exception as error:  # a missing driver raises what its import raises
                raise GradebookUnavailable(cause(error)) from error
        return self._writer

    def _give_way(self, started: float) -> None:
        """Let an attempt that failed cost a tenth of the batch's time at most."""
        self._not_before = self._clock() + _PATIENCE * (self._clock() - started)


def _tell(problems: list[str], why: str) -> None:
    """Say why a result is not in the gradebook, in place of what was said before."""
    problems[:] = [told for told in problems if not told.startswith(_NOT_ENTERED)]
    if why:
        problems.append(f"{_NOT_ENTERED} {why}")
