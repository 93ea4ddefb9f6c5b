"""Tell how late a submission was; pure. What cannot be trusted fines nobody and is nobody's free pass."""

from datetime import UTC, datetime, timedelta

from autograder.final_score import Lateness
from autograder.submission.timestamps import HandIn

_SKEW = timedelta(minutes=5)


def lateness(
    due: datetime | None,
    hand_in: HandIn,
    *,
    now: datetime,
    first_seen: datetime | None = None,
    extension: timedelta | None = None,
) -> Lateness:
    """Compare a hand-in with its due date.

    Parameters
    ----------
    due : datetime or None
        The assignment's.
    hand_in : HandIn
        When it was handed in, as far as a file tells.
    now : datetime
        The present.
    first_seen : datetime, optional
        When these very bytes were first graded: they were handed in before that, whatever a file says.
    extension : timedelta, optional
        Given to this student.

    Returns
    -------
    Lateness
        Without seconds when a person has to say; never so where the submission was here by the due date.
    """
    if due is None:
        return Lateness(0.0, "there is no due date")
    deadline = _aware(due) + (extension or timedelta())
    if first_seen is not None and _aware(first_seen) <= deadline:
        return Lateness(0.0, "it was graded before the due date")
    if now <= deadline:
        return Lateness(0.0, "the due date is not over")
    if hand_in.when is None:
        return Lateness(None, hand_in.reason)
    if first_seen is not None and not hand_in.by_teacher and hand_in.when > _aware(first_seen) + _SKEW:
        seen = _aware(first_seen).astimezone(UTC)
        return Lateness(
            None, f"{hand_in.reason}, but it was graded before that, at {seen:%Y-%m-%d %H:%M} UTC"
        )
    return Lateness(max(0.0, (hand_in.when - deadline).total_seconds()), hand_in.reason)


def _aware(when: datetime) -> datetime:
    """Read a moment without an offset as UTC, as nbgrader does."""
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
