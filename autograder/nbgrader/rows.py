"""What the gradebook holds of a submission, and what it should hold: pure.

Writing a result and asking whether it is written are the same question: both compare what is held with what
`wanted` makes of the record. What a person entered is never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from autograder.course.layout import Assignment
from autograder.final_score import Entered, Lateness, automatic_score, final_score, with_questions
from autograder.models import Record
from autograder.nbgrader.comments import NO_RESPONSE, reason_for


@dataclass(frozen=True)
class GradeRow:
    """One row of grades: what the checks gave, what a person gave, and whether a person is asked."""

    automatic: float | None = None
    by_hand: float | None = None
    extra: float | None = None
    needs_person: bool = True


@dataclass(frozen=True)
class CommentRow:
    """The comments of one answer cell."""

    automatic: str | None = None
    by_hand: str | None = None


@dataclass(frozen=True)
class Held:
    """All rows of one submission.

    Attributes
    ----------
    timestamp : datetime or None
        When it was handed in, in UTC without saying so, as nbgrader keeps it.
    extension : timedelta or None
        Given to the student.
    penalty : float or None
        What lateness costs.
    grades : mapping of str to GradeRow
        By grade id.
    comments : mapping of str to CommentRow
        By the answer cell's grade id.
    """

    timestamp: datetime | None = None
    extension: timedelta | None = None
    penalty: float | None = None
    grades: Mapping[str, GradeRow] = field(default_factory=dict)
    comments: Mapping[str, CommentRow] = field(default_factory=dict)


NOTHING_HELD = Held()


def wanted(
    record: Record,
    assignment: Assignment,
    homes: Mapping[str, str],
    held: Held,
    hand_in: datetime | None,
    lateness: Lateness,
    same: frozenset[str],
) -> Held:
    """Return what the gradebook should hold.

    Parameters
    ----------
    record : Record
        The submission's result.
    assignment : Assignment
        What was asked.
    homes : mapping of str to str
        The question of each answer cell.
    held : Held
        What it holds, with a row for every cell.
    hand_in : datetime or None
        When it was handed in; None when nobody knows.
    lateness : Lateness
        How late that was.
    same : frozenset of str
        The questions whose answer is the one that a person could read before.

    Returns
    -------
    Held
        Equal to `held` when there is nothing to write.
    """
    scores = {question.id: question for question in record.grade.questions}
    grades = {
        name: _points(
            row,
            automatic_score(record, scores[name]) if name in scores else None,
            changed=name not in same,
        )
        for name, row in held.grades.items()
    }
    comments: dict[str, CommentRow] = {}
    for name, told in held.comments.items():
        question = homes.get(name, name)
        before = held.grades.get(question, GradeRow()).automatic
        comments[name] = CommentRow(
            NO_RESPONSE
            if name in record.written.untouched
            else reason_for(record, scores.get(question), before, told.automatic),
            told.by_hand,
        )
    after = Held(
        None if hand_in is None else hand_in.astimezone(UTC).replace(tzinfo=None),
        held.extension,
        None,
        grades,
        comments,
    )
    full = with_questions(record, assignment.questions)
    late = final_score(full, entered(after, homes), lateness, assignment.settings.late_policy).late
    return Held(after.timestamp, after.extension, late or None, grades, comments)


def entered(held: Held, homes: Mapping[str, str]) -> Entered:
    """Return what people entered for a submission, by question."""
    told: dict[str, list[str]] = {}
    for name, comment in held.comments.items():
        if comment.by_hand:
            told.setdefault(homes.get(name, name), []).append(comment.by_hand)
    return Entered(
        scores={name: row.by_hand for name, row in held.grades.items() if row.by_hand is not None},
        extra={name: row.extra for name, row in held.grades.items() if row.extra},
        comments={question: "\n\n".join(comments) for question, comments in told.items()},
        look_again=frozenset(
            name for name, row in held.grades.items() if row.by_hand is not None and row.needs_person
        ),
    )


def _points(row: GradeRow, score: float | None, *, changed: bool) -> GradeRow:
    """Ask a person only for what is new: a doubt, another score under a person's own, another answer."""
    if row.by_hand is None:
        needs = score is None
    else:
        needs = row.needs_person or row.automatic != score or (score is None and changed)
    return GradeRow(score, row.by_hand, row.extra, needs)
