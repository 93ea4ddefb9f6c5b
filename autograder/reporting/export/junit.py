"""Results as JUnit XML, the one report format that every CI system reads.

The suite that viewers show is the ``classname``, so it is ``assignment.student.question`` and unique. What a
student lost is a failure; what waits for a person is skipped; what could not be graded is an error. A
question that a person scored is one case, because the checks have no say in it any more.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from autograder.models import CheckResult, QuestionScore, Status
from autograder.reporting.pages import WORDS
from autograder.reporting.standing import (
    diagnosis_words,
    is_unanswered,
    points_given,
    status_of,
    ungraded,
    written_words,
)
from autograder.results import Result
from autograder.text import line, number

LONGEST_MESSAGE = 500
"""Characters of a reason: viewers cut files above 30 MB."""
_WAITS = ("skipped", Status.PENDING)


def write_junit(results: Sequence[Result]) -> str:
    """Write one test suite a submission and one test case a check.

    Parameters
    ----------
    results : sequence of Result
        Of one assignment.

    Returns
    -------
    str
        An XML 1.0 document without a character that XML forbids. A suite's properties hold the final score
        and its parts; a score that waits is empty.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for result in results:
        cases = list(_cases(result))
        counts = {
            kind: sum(f"<{kind} " in case for case in cases) for kind in ("failure", "error", "skipped")
        }
        name = f"{result.record.assignment}.{result.record.student}"
        lines.append(
            f"  <testsuite name={_quoted(name)} tests='{len(cases)}' "
            f"failures='{counts['failure']}' errors='{counts['error']}' skipped='{counts['skipped']}'>"
        )
        told = [f"      <property name={_quoted(n)} value={_quoted(v)}/>" for n, v in _properties(result)]
        lines += ["    <properties>", *told, "    </properties>"]
        lines += [f"    {case}" for case in cases]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _properties(result: Result) -> Iterator[tuple[str, str]]:
    final = result.final
    yield "status", status_of(result).value
    yield "score", "" if final.total is None else number(final.total)
    yield "max_score", number(final.max_score)
    for name in ("automatic", "by_hand", "extra", "late"):
        yield name, number(getattr(final, name))
    for sentence in final.waiting:
        yield "waiting", sentence
    for question_id, comment in result.entered.comments.items():
        if comment:
            yield f"comment {question_id}", comment


def _cases(result: Result) -> Iterator[str]:
    record = result.record
    place = f"{record.assignment}.{record.student}"
    if ungraded(result):
        yield _case(place, "notebook", _ending("error", record.grade.status, record.grade.message))
        return
    for question in record.grade.questions:
        classname = f"{place}.{question.id}"
        given = points_given(result, question.id)
        if given is not None:
            yield _by_hand(classname, question, given, result.entered.comments.get(question.id, ""))
        elif not question.checks:
            kind, status = ("failure", Status.FAILED) if is_unanswered(result, question) else _WAITS
            yield _case(classname, "written answer", _ending(kind, status, written_words(result, question)))
        for check in question.checks if given is None else ():
            yield _case(classname, check.name, _of_check(check, question))
    if result.final.waiting:
        yield _case(place, "final score", _ending("skipped", Status.PENDING, "; ".join(result.final.waiting)))


def _of_check(check: CheckResult, question: QuestionScore) -> str:
    """Say how a check ended; where the mistake is known, its name goes first."""
    if check.status is Status.SANDBOX_ERROR:
        return _ending("error", check.status, check.message)
    if check.status in {Status.PENDING, Status.SKIPPED}:
        return _ending("skipped", check.status, check.message)
    if check.status is Status.PASSED or check.bonus:
        return ""
    told = check.message if check.sentence in check.message else f"{check.sentence} {check.message}"
    return _ending("failure", check.status, f"{diagnosis_words(question)} {told}".strip())


def _by_hand(classname: str, question: QuestionScore, given: float, comment: str) -> str:
    told = f"a person gave {number(given)} of {number(question.points)} points"
    told += f": {comment}" if comment else ""
    inner = f"<failure message={_quoted(told)} type='by hand'/>" if given < question.points else ""
    return _case(classname, "points by a person", inner)


def _case(classname: str, name: str, inner: str) -> str:
    start = f"<testcase classname={_quoted(classname)} name={_quoted(name)}"
    return f"{start}>{inner}</testcase>" if inner else f"{start}/>"


def _ending(kind: str, status: Status, message: str) -> str:
    type_ = "" if kind == "skipped" else f" type={_quoted(status.value)}"
    return f"<{kind} message={_quoted(f'{WORDS[status]}: {message}')}{type_}/>"


def _quoted(text: str) -> str:
    return quoteattr(line(text, LONGEST_MESSAGE))
