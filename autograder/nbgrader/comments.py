"""The automatic comments of the gradebook: why an answer has no score."""

from autograder.models import QuestionScore, Record, Status
from autograder.nbgrader.sanitize import safe_markdown
from autograder.text import line, number

FAILURES = frozenset({Status.UNREADABLE, Status.SANDBOX_ERROR})
"""How a whole submission can go without a grade."""

_NOT_GRADED = "Not graded"
_STALE = "points of an earlier grading are stale and do not count."
NO_RESPONSE = "No response."
"""What nbgrader itself notes on an answer that equals the release."""


def failure_of(comment: str | None) -> Status | None:
    """Read back from an automatic comment why its question has no score.

    Parameters
    ----------
    comment : str or None
        As in the gradebook.

    Returns
    -------
    Status or None
        None when the comment says nothing of the kind.
    """
    head = (comment or "").split(":", 1)[0]
    word = head.removeprefix(f"{_NOT_GRADED} (").removesuffix(")")
    return Status(word) if head != word and word in set(Status) else None


def reason_for(
    record: Record, question: QuestionScore | None, before: float | None, noted: str | None = None
) -> str | None:
    """Say why an answer has no score.

    Parameters
    ----------
    record : Record
        The submission's result.
    question : QuestionScore or None
        Its result for the answer's question, when there is one.
    before : float or None
        What an earlier grading gave the question.
    noted : str or None
        The comment that is there; what it says of an earlier grading stays while nothing was graded since.

    Returns
    -------
    str or None
        Harmless wherever nbgrader renders it; None when there is nothing to say.
    """
    if record.grade.status in FAILURES:
        status, message = record.grade.status, record.grade.message
    elif question is not None and question.score is None and question.checks:
        status, message = question.status, question.message
    else:
        return None
    told = f"{_NOT_GRADED} ({status.value}): {safe_markdown(line(message))}"
    if before:
        return f"{told} The {number(before)} {_STALE}"
    if before is None and noted and noted.startswith(f"{told} The ") and noted.endswith(_STALE):
        return noted
    return told
