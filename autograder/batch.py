"""Grade a class into a course: reuse what still holds, write everything as it comes, lose nothing.

One process writes: records, executed notebooks and the gradebook. What one submission or a full disk breaks
is told with its outcome, and the batch goes on.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import records
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.graded import Graded
from autograder.models import Record, Status
from autograder.pool import Job, grade_many

if TYPE_CHECKING:
    from autograder.gradebook import GradeWriter

LARGEST_REUSED_BYTES = 64 * 1024 * 1024
"""A file above this is not read just to see whether its record may be reused."""


@dataclass(frozen=True)
class Outcome:
    """What became of one submission of a batch.

    Attributes
    ----------
    record : Record
        Its result.
    before : Record or None
        The result it replaces.
    reused : bool
        True when `before` still holds and nothing was computed.
    problems : tuple of str
        What could not be written, one line each.
    """

    record: Record
    before: Record | None = None
    reused: bool = False
    problems: tuple[str, ...] = ()


def grade_class(
    course: Course,
    assignment_id: str,
    jobs: Sequence[Job],
    *,
    workers: int = 1,
    sandboxed: bool = True,
    regrade: bool = False,
    into_gradebook: bool = True,
) -> Iterator[Outcome]:
    """Grade submissions and write each result as it is there.

    Parameters
    ----------
    course : Course
        Where everything lies and is written.
    assignment_id : str
        Which assignment.
    jobs : sequence of (str, Path)
        Whom and what.
    workers : int
        Processes to use.
    sandboxed : bool
        False only for an author's own code.
    regrade : bool
        Compute even what still holds.
    into_gradebook : bool
        Whether to write the gradebook and the executed notebooks.

    Yields
    ------
    Outcome
        One a job, in no fixed order.
    """
    befores = {student: _earlier(course, assignment_id, student) for student, _ in jobs}
    fresh: list[Job] = []
    for student, path in jobs:
        before = befores[student]
        if before is not None and not regrade and _holds(course, before, path, sandboxed, into_gradebook):
            yield Outcome(before, before, reused=True)
        else:
            fresh.append((student, path))
    if not fresh:
        return
    with ExitStack() as stack:
        books = _Books(course, stack, into_gradebook)
        for graded in grade_many(course, assignment_id, fresh, workers=workers, sandboxed=sandboxed):
            problems = tuple(books.keep(graded))
            yield Outcome(graded.record, befores[graded.record.student], problems=problems)


@dataclass
class _Books:
    """Everything a result is written into; a book that cannot be opened is asked for once."""

    course: Course
    stack: ExitStack
    into_gradebook: bool
    _writer: "GradeWriter | None" = field(default=None, init=False)
    _closed: str = field(default="", init=False)

    def keep(self, graded: Graded) -> Iterator[str]:
        """Write one result everywhere; yield a line for each place that refused."""
        from autograder.nbgrader.executed import write_autograded

        try:
            records.save(self.course, graded.record)
            if self.into_gradebook:
                write_autograded(self.course, graded)
        except (OSError, AutograderError) as error:
            yield f"not written: {error}"
        if self.into_gradebook:
            try:
                self._gradebook().write(graded.record, graded.notebook)
            except (OSError, AutograderError) as error:
                yield f"not in the gradebook: {error}"

    def _gradebook(self) -> "GradeWriter":
        from autograder.gradebook import open_gradebook

        if self._closed:
            raise AutograderError(self._closed)
        if self._writer is None:
            try:
                self._writer = self.stack.enter_context(open_gradebook(self.course))
            except AutograderError as error:
                self._closed = str(error)
                raise
        return self._writer


def _earlier(course: Course, assignment_id: str, student: str) -> Record | None:
    try:
        return records.load(course, assignment_id, student)
    except AutograderError:
        return None


def _holds(course: Course, before: Record, path: Path, sandboxed: bool, into_gradebook: bool) -> bool:
    """Whether a record was computed from exactly what grading would compute it from now."""
    from autograder.handed_in import only_notebook

    if before.grade.status in {Status.SANDBOX_ERROR, Status.UNREADABLE} or before.sandboxed is not sandboxed:
        return False
    executed = course.autograded / before.student / before.assignment / f"{before.assignment}.ipynb"
    if into_gradebook and not executed.is_file():
        return False
    try:
        assignment, reference = course.assignment(before.assignment), course.reference(before.assignment)
        found = only_notebook(path)
        if found is None or found.stat().st_size > LARGEST_REUSED_BYTES:
            return False
        content = found.read_bytes()
    except (OSError, AutograderError):
        return False
    return before.digests == records.digests(content, assignment, reference)
