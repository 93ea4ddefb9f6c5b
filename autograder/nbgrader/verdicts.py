"""Say in a test cell's output what its question earned and why, in plain text."""

from autograder.models import CheckResult, Diagnosis, QuestionScore, Status
from autograder.text import number, shown

_WAITING = frozenset({Status.PENDING, Status.SANDBOX_ERROR})


def verdict(question: QuestionScore) -> str:
    """Write one question's result for the student, line by line.

    Parameters
    ----------
    question : QuestionScore
        From a record.

    Returns
    -------
    str
        Ends in a line feed; holds no markup.
    """
    earned = "not scored yet" if question.score is None else number(question.score)
    lines = [f"{question.title}: {earned} / {number(question.points)} points"]
    lines += [line for check in question.checks for line in _check(check)]
    if question.message and not any(question.message == check.message for check in question.checks):
        lines.append(question.message)
    if question.diagnosis:
        lines += _diagnosis(question.diagnosis)
    return shown("\n".join(lines), longest=20_000) + "\n"


def _check(check: CheckResult) -> list[str]:
    if check.status is Status.PASSED:
        mark = "+"
    else:
        mark = "?" if check.status in _WAITING else "-"
    bonus = " (bonus)" if check.bonus else ""
    lines = [f"  {mark} {check.sentence}{bonus}"]
    if check.message:
        lines.append("      " + check.message.replace("\n", "\n      "))
    for exhibit in check.exhibits:
        lines.append(f"      {exhibit.title}")
        for row in exhibit.rows:
            flag = {True: "+", False: "-", None: " "}[row.ok]
            lines.append(f"      {flag} {row.text}" + (f"    {row.note}" if row.note else ""))
    return lines


def _diagnosis(diagnosis: Diagnosis) -> list[str]:
    if len(diagnosis.sentences) == 1:
        lines = [f"What happened: {diagnosis.sentences[0]}"]
    else:
        lines = ["Consistent with one of these:", *(f"  * {sentence}" for sentence in diagnosis.sentences)]
    if diagnosis.example:
        lines.append(f"Smallest input that shows it: {diagnosis.example}")
    return lines
