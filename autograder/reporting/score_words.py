"""Tell a student in words how the score comes about: the opening sentence, the sums, and lateness."""

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.models import Status
from autograder.reporting.standing import duration, lateness_waits, points_given, status_of, ungraded
from autograder.results import Result
from autograder.text import number, plural


@dataclass(frozen=True)
class Sum:
    """One line of how the final score comes about."""

    label: str
    note: str
    points: float | None


def opening(result: Result) -> str:
    """Return the first sentence a student reads under the score.

    Parameters
    ----------
    result : Result
        The student's.

    Returns
    -------
    str
        Kind, and precise about what happened.
    """
    grade, final = result.record.grade, result.final
    if ungraded(result):
        if status_of(result) is Status.UNREADABLE:
            return "We could not read this notebook, so nothing of it was graded yet."
        return "Something failed on our side, so nothing was graded yet. It is no fault of yours."
    scores = [(final.questions[question.id], question.points) for question in grade.questions]
    complete = sum(score is not None and score >= points for score, points in scores)
    waiting = sum(score is None for score, _ in scores)
    every = len(scores)
    if complete == every and lateness_waits(result):
        return "Every question complete; whether it came in time is still open."
    if complete == every and final.late:
        return "Every question complete; only the time it came takes something off."
    if complete == every:
        return "Every point there is. Nothing to mend: enjoy it."
    if waiting:
        return (
            f"{complete} of {plural(every, 'question')} complete so far; "
            f"{plural(waiting, 'answer waits', 'answers wait')} for a person to decide."
        )
    if not any(score for score, _ in scores):
        return "No points yet. Below stands, question by question, what was looked for and what came back."
    return f"{complete} of {plural(every, 'question')} complete. What the others lack stands below."


def sums(result: Result) -> Iterator[Sum]:
    """Yield what the score is made of; nothing when the checks alone decided."""
    final = result.final
    by_hand = [name for name in final.questions if points_given(result, name) is not None]
    waiting = [name for name, score in final.questions.items() if score is None]
    late_waits = lateness_waits(result)
    if not (by_hand or final.extra or final.late or late_waits):
        return
    automatic = len(final.questions) - len(by_hand) - len(waiting)
    yield Sum("Scored by the checks", plural(automatic, "question"), final.automatic)
    if by_hand:
        yield Sum("Points given by a person", plural(len(by_hand), "question"), final.by_hand)
    if final.extra:
        yield Sum("Extra credit", "", final.extra)
    if final.late:
        yield Sum("Handed in late", duration(result.lateness.seconds or 0.0), -final.late)
    if waiting:
        yield Sum("Waits for a person", plural(len(waiting), "question"), None)
    if late_waits:
        yield Sum("Whether it came in time", "a person has to say", None)


def late_words(result: Result) -> str:
    """Tell a late student how late, by which clock, and what it costs; '' when nothing is to be told."""
    lateness, final = result.lateness, result.final
    if lateness_waits(result):
        return (
            "Whether this came in time could not be told, so a person has to say; until then nothing is "
            f"taken off. For your teacher: {lateness.reason}"
        )
    if not lateness.seconds or ungraded(result):
        return ""
    if final.late:
        costs = f"that takes off {number(final.late)} {'point' if final.late == 1 else 'points'}"
    elif final.waiting:
        costs = "what that costs is reckoned when all points are there"
    else:
        costs = "that costs nothing"
    source = _sentence(lateness.reason)
    return f"Handed in {duration(lateness.seconds)} after the time it was due: {costs}. {source}"


def _sentence(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    ended = text if not text or text.endswith((".", "!", "?")) else f"{text}."
    return ended[:1].upper() + ended[1:]
