"""Grade a class into a course: reuse what still holds, write everything as it comes, lose nothing.

One process writes: records, executed notebooks and the gradebook. What one submission or a full disk breaks
is told with its outcome, and the batch goes on. What is in a record and not in every other book, for whatever
reason, is written at the next grading.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.layout import Assignment, Course, Reference
from autograder.errors import AutograderError
from autograder.grading import records
from autograder.grading.bookkeeping import Books
from autograder.grading.pool import Job, grade_many
from autograder.models import Record, Status
from autograder.text import line, plural

LARGEST_REUSED_BYTES = 64 * 1024 * 1024
"""A file above this is not read just to see whether its record may be reused."""

_NAMED = 3


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
    entered_late : bool
        True when a reused result was not in the gradebook as it should be, and is now.
    problems : list of str
        What could not be written, one line each. Known for good when the batch has ended: a gradebook that
        cannot be used is tried again.
    """

    record: Record
    before: Record | None = None
    reused: bool = False
    entered_late: bool = False
    problems: list[str] = field(default_factory=list)


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
    from autograder.nbgrader.executed import is_executed

    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    befores = {student: _earlier(course, assignment_id, student) for student, _ in jobs}
    with Books(course, assignment, into_gradebook=into_gradebook) as books:
        fresh: list[Job] = []
        for student, path in jobs:
            before = befores[student]
            if (
                before is not None
                and not regrade
                and before.sandboxed is sandboxed
                and (not into_gradebook or is_executed(course, before.student, assignment_id))
                and _holds(before, path, assignment, reference)
            ):
                if books.hold(before):
                    yield Outcome(before, before, reused=True)
                else:
                    yield books.enter(Outcome(before, before, reused=True, entered_late=True))
            else:
                fresh.append((student, path))
        if fresh:
            for graded in grade_many(course, assignment_id, fresh, workers=workers, sandboxed=sandboxed):
                before = befores[graded.record.student]
                record, problems = books.keep(graded, before)
                yield books.enter(Outcome(record, before, problems=problems))


def told_once(outcomes: Iterable[Outcome]) -> list[str]:
    """Sum up what could not be written: each problem once, with whom it met.

    Parameters
    ----------
    outcomes : iterable of Outcome
        A whole batch's.

    Returns
    -------
    list of str
        One line each.
    """
    met: dict[str, list[str]] = {}
    for outcome in outcomes:
        for problem in outcome.problems:
            met.setdefault(problem, []).append(line(outcome.record.student, 60))
    told: list[str] = []
    for problem, students in met.items():
        who = ", ".join(sorted(students)[:_NAMED])
        if len(students) > _NAMED:
            who = f"{plural(len(students), 'submission')} ({who} and {len(students) - _NAMED} more)"
        told.append(f"{who}: {line(problem, 400)}")
    return told


def _earlier(course: Course, assignment_id: str, student: str) -> Record | None:
    try:
        return records.load(course, assignment_id, student)
    except (AutograderError, OSError):
        return None


def _holds(before: Record, path: Path, assignment: Assignment, reference: Reference) -> bool:
    """Whether a record was computed from exactly what grading would compute it from now."""
    from autograder.submission.find import only_notebook

    if before.grade.status in {Status.SANDBOX_ERROR, Status.UNREADABLE}:
        return False
    try:
        found = only_notebook(path)
        if found is None or found.stat().st_size > LARGEST_REUSED_BYTES:
            return False
        content = found.read_bytes()
    except (OSError, AutograderError):
        return False
    return before.digests == records.digests(content, assignment, reference)
