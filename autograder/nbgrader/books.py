"""Read a class's results from all books: each record with what people entered and what lateness costs.

The terminal, feedback, the report and every export get their results here and nowhere else. Nothing is
written, and no gradebook is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.course.layout import Assignment, Course
from autograder.errors import AutograderError
from autograder.final_score import NOTHING_ENTERED, final_score, with_questions
from autograder.models import Record
from autograder.results import Result
from autograder.submission.lateness import lateness
from autograder.submission.timestamps import HandIn, read_times
from autograder.submission.written import question_of
from autograder.text import line


@dataclass(frozen=True)
class Results:
    """What the books say of a class.

    Attributes
    ----------
    by_student : mapping of str to Result
        In the order of the records.
    problems : tuple of str
        What could not be read, one line each; no score is final then that may depend on it.
    """

    by_student: Mapping[str, Result]
    problems: tuple[str, ...] = ()


def read_results(course: Course, assignment: Assignment, records: Sequence[Record]) -> Results:
    """Read what all books say of some submissions.

    Parameters
    ----------
    course : Course
        Whose gradebook, times and settings.
    assignment : Assignment
        Which assignment.
    records : sequence of Record
        Its records.

    Returns
    -------
    Results
        One result a record.
    """
    from autograder.nbgrader.held import look_into_gradebook, read_held
    from autograder.nbgrader.rows import NOTHING_HELD, Held, entered

    times = read_times(course, assignment.id)
    problems = list(times.problems)
    held: Mapping[str, Held] = {}
    hidden = ""
    try:
        with look_into_gradebook(course) as database:
            if database is not None:
                held, _ = read_held(database, assignment.id)
    except AutograderError as error:
        hidden = f"what people entered cannot be read: {error}"
        problems.append(hidden)
    homes = question_of(assignment)
    by_student: dict[str, Result] = {}
    for record in records:
        there = held.get(record.student, NOTHING_HELD)
        told = entered(there, homes) if record.student in held else NOTHING_ENTERED
        hand_in = times.of(record.student)
        late = lateness(
            assignment.settings.due,
            hand_in,
            now=times.now,
            first_seen=record.telemetry.first_seen,
            extension=there.extension,
        )
        whole = with_questions(record, assignment.questions)
        final = final_score(whole, told, late, assignment.settings.late_policy)
        if hidden:
            final = replace(final, total=None, waiting=(*final.waiting, hidden))
        notes = tuple(_notes(course, record, hand_in))
        by_student[record.student] = Result(whole, final, told, late, notes)
    return Results(by_student, tuple(problems))


def _notes(course: Course, record: Record, hand_in: HandIn) -> Iterator[str]:
    where = course.submitted / record.student / record.assignment
    if not where.exists():
        student = line(record.student, 80)
        yield (
            f"submitted/{student}/{record.assignment} is not there any more; "
            f"delete records/{record.assignment}/{student}.json to leave them out"
        )
    elif hand_in.when is None and "cannot be trusted" in hand_in.reason:
        yield hand_in.reason
