"""Say whose grade moved between two gradings, by how much, and why."""

from collections.abc import Iterator

from autograder.models import CheckResult, QuestionScore, Record, Status
from autograder.plaintext import line, number

_CAUSES = {
    "notebook": "another notebook was handed in",
    "checks": "the checks changed",
    "engine": "the autograder changed",
    "environment": "the libraries changed",
}


def causes(before: Record, after: Record) -> tuple[str, ...]:
    """Return what differs between what two records were computed from, in words.

    Parameters
    ----------
    before, after : Record
        Of one submission.

    Returns
    -------
    tuple of str
        Empty when both were computed from the same things.
    """
    return tuple(
        sentence
        for name, sentence in _CAUSES.items()
        if getattr(before.digests, name) != getattr(after.digests, name)
    )


def moves(before: Record, after: Record) -> tuple[str, ...]:
    """Return one sentence for every question whose score differs.

    Parameters
    ----------
    before, after : Record
        Of one submission.

    Returns
    -------
    tuple of str
        Such as ``q4_softmax 2.67 → 8: now passes 'Every row sums to 1.'``; empty when nothing moved.
    """
    if bool(before.grade.questions) != bool(after.grade.questions):
        reason = after.grade.message or "graded now"
        return (f"{number(before.grade.score)} → {number(after.grade.score)}: {line(reason, 160)}",)
    earlier = {question.id: question for question in before.grade.questions}
    return tuple(
        f"{question.id} {number(_score(earlier.get(question.id)))} → {number(question.score)}: "
        + ("; ".join(_turned(earlier.get(question.id), question)) or "its points changed")
        for question in after.grade.questions
        if _score(earlier.get(question.id)) != question.score
    )


def _score(question: QuestionScore | None) -> float | None:
    return question.score if question else None


def _turned(before: QuestionScore | None, after: QuestionScore) -> Iterator[str]:
    """Say which checks ended otherwise."""
    earlier: dict[str, CheckResult] = {check.name: check for check in before.checks} if before else {}
    for check in after.checks:
        was = earlier.get(check.name)
        if was is None:
            yield f"new check '{line(check.sentence, 80)}'"
        elif (was.status is Status.PASSED) != (check.status is Status.PASSED):
            verb = "now passes" if check.status is Status.PASSED else "no longer passes"
            yield f"{verb} '{line(check.sentence, 80)}'"
        elif was.weight != check.weight:
            yield f"'{line(check.sentence, 80)}' weighs {check.weight:g} instead of {was.weight:g}"
