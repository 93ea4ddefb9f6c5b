"""Say whose grade moved between two gradings, by how much, and why."""

from collections.abc import Iterator

from autograder.final_score import final_score
from autograder.models import CheckResult, QuestionScore, Record, Status
from autograder.text import line, number

_CAUSES = {
    "notebook": "another notebook was handed in",
    "checks": "the checks changed",
    "engine": "the autograder changed",
    "environment": "the libraries changed",
}


def causes(before: Record, after: Record, *, proved: bool = True) -> tuple[str, ...]:
    """Return what differs between what two records were computed from, in words.

    Parameters
    ----------
    before, after : Record
        Of one submission.
    proved : bool
        Whether the assignment, as it is now, has passed `validate`.

    Returns
    -------
    tuple of str
        Empty when both were computed from the same things and the checks are proved.
    """
    told = [
        sentence
        for name, sentence in _CAUSES.items()
        if getattr(before.digests, name) != getattr(after.digests, name)
    ]
    if before.version != after.version:
        # Another version digests in another way: only the notebook's own bytes can be compared.
        told = [sentence for sentence in told if sentence == _CAUSES["notebook"]]
        told.append("the earlier record is of another version of the autograder")
    if not proved:
        told.append(
            "these checks have not passed `validate` as they are; "
            f"run: autograder validate {line(after.assignment, 80)}"
        )
    return tuple(told)


def moves(before: Record, after: Record) -> tuple[str, ...]:
    """Return one sentence for every question whose automatic score differs.

    Parameters
    ----------
    before, after : Record
        Of one submission, whatever version of the autograder wrote the first.

    Returns
    -------
    tuple of str
        Such as ``q4_softmax 2.67 → 8: now passes 'Every row sums to 1.'``; empty when nothing moved.
    """
    if not before.grade.questions and not after.grade.questions:
        return ()
    if not before.grade.questions or not after.grade.questions:
        why = "graded now" if after.grade.questions else after.grade.message or "not graded"
        return (f"{_total(before)} → {_total(after)}: {line(why, 160)}",)
    earlier = {question.id: question for question in before.grade.questions}
    asked = {question.id for question in after.grade.questions}
    told = []
    for question in after.grade.questions:
        was = earlier.get(question.id)
        score = was.score if was else None
        if was is None or score != question.score:
            told.append(f"{question.id} {number(score)} → {number(question.score)}: {_why(was, question)}")
    told += [
        f"{name} {number(gone.score)} → –: the question is not asked any more"
        for name, gone in earlier.items()
        if name not in asked
    ]
    return tuple(told)


def _total(record: Record) -> str:
    return number(final_score(record).total)


def _why(before: QuestionScore | None, after: QuestionScore) -> str:
    if before is None:
        return "a new question"
    told = list(_turned(before, after))
    if before.points != after.points:
        told.append(f"it offers {number(after.points)} points instead of {number(before.points)}")
    if not told and after.score is None:
        told.append(line(after.message, 160) or "a person decides")
    return "; ".join(told) or "it is counted in another way"


def _turned(before: QuestionScore, after: QuestionScore) -> Iterator[str]:
    """Say which checks ended otherwise."""
    earlier: dict[str, CheckResult] = {check.name: check for check in before.checks}
    for check in after.checks:
        was = earlier.pop(check.name, None)
        if was is None:
            yield f"new check '{line(check.sentence, 120)}'"
        elif (was.status is Status.PASSED) != (check.status is Status.PASSED):
            verb = "now passes" if check.status is Status.PASSED else "no longer passes"
            yield f"{verb} '{line(check.sentence, 120)}'"
        elif was.weight != check.weight:
            yield f"'{line(check.sentence, 120)}' weighs {check.weight:g} instead of {was.weight:g}"
        elif was.bonus != check.bonus:
            yield f"'{line(check.sentence, 120)}' is {'now' if check.bonus else 'no longer'} a bonus"
    for gone in earlier.values():
        yield f"'{line(gone.sentence, 120)}' is not checked any more"
