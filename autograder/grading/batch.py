"""Grade a class into sinks: reuse what still holds, write everything as it comes, lose nothing.

One process writes. What one submission or a full disk breaks is told with its outcome, and the batch goes on.
What is in a record and not in every other sink, for whatever reason, is written at the next grading.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.layout import Assignment, Course, Reference
from autograder.errors import AutograderError
from autograder.grading import records
from autograder.grading.graded import Graded
from autograder.grading.pool import grade_many
from autograder.grading.sinks import Sink, write_into, write_where_missing
from autograder.models import Record, Status
from autograder.submission.find import only_notebook
from autograder.submission.submitted import Submitted
from autograder.text import line, plural

LARGEST_REUSED_BYTES = 64 * 1024 * 1024
"""A file above this is not read just to see whether its record may be reused."""

_NAMED = 3


@dataclass(frozen=True)
class BatchOutcome:
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
        True when a reused result was not in every sink as it should be, and is now.
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
    submissions: Sequence[Submitted],
    sinks: Sequence[Sink],
    *,
    workers: int = 1,
    sandboxed: bool = True,
    regrade: bool = False,
) -> Iterator[BatchOutcome]:
    """Grade submissions and write each result as it is there.

    Parameters
    ----------
    course : Course
        Where everything lies.
    assignment_id : str
        Which assignment.
    submissions : sequence of Submitted
        Whom and what; a student stands once.
    sinks : sequence of Sink
        Where results are written, in this order; the records come first.
    workers : int
        Processes to use.
    sandboxed : bool
        False only for an author's own code.
    regrade : bool
        Compute even what still holds.

    Yields
    ------
    BatchOutcome
        One a submission, in no fixed order.
    """
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    befores = {one.student: _earlier(course, assignment_id, one.student) for one in submissions}
    with ExitStack() as stack:
        opened = [stack.enter_context(sink) for sink in sinks]
        fresh: list[Submitted] = []
        for one in submissions:
            before = befores[one.student]
            if (
                before is not None
                and not regrade
                and before.sandboxed is sandboxed
                and all(sink.holds(before) for sink in opened if sink.needs_notebook)
                and _holds(before, one.path, assignment, reference)
            ):
                yield _reused(before, [sink for sink in opened if not sink.needs_notebook])
            else:
                fresh.append(one)
        if fresh:
            for graded in grade_many(course, assignment_id, fresh, workers=workers, sandboxed=sandboxed):
                before = befores[graded.record.student]
                problems: list[str] = []
                new = Graded(records.first_seen(graded.record, before), graded.notebook)
                kept = write_into(opened, new, problems)
                yield BatchOutcome(kept.record, before, problems=problems)


def told_once(outcomes: Iterable[BatchOutcome]) -> list[str]:
    """Sum up what could not be written: each problem once, with whom it met.

    Parameters
    ----------
    outcomes : iterable of BatchOutcome
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


def _reused(before: Record, sinks: Sequence[Sink]) -> BatchOutcome:
    """Take an earlier result for this one, and write it where it is missing."""
    missing = [sink for sink in sinks if not sink.holds(before)]
    outcome = BatchOutcome(before, before, reused=True, entered_late=bool(missing))
    write_where_missing(missing, Graded(before), outcome.problems)
    return outcome


def _earlier(course: Course, assignment_id: str, student: str) -> Record | None:
    try:
        return records.load(course, assignment_id, student)
    except (AutograderError, OSError):
        return None


def _holds(before: Record, path: Path, assignment: Assignment, reference: Reference) -> bool:
    """Whether a record was computed from exactly what grading would compute it from now."""
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
