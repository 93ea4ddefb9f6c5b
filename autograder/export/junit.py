"""Results as JUnit XML, the one report format that every CI system reads.

The suite that viewers show is the ``classname``, so it is ``assignment.student.question`` and unique. What a
student lost is a failure; what waits for a person is skipped; what could not be graded is an error.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from autograder.models import QuestionScore, Record, Status
from autograder.pages import WORDS
from autograder.plaintext import line

LONGEST_MESSAGE = 500
"""Characters of a reason: viewers cut files above 30 MB."""


def write_junit(records: Sequence[Record]) -> str:
    """Write one test suite a submission and one test case a check.

    Parameters
    ----------
    records : sequence of Record
        Of one assignment.

    Returns
    -------
    str
        An XML 1.0 document without a character that XML forbids.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for record in records:
        cases = list(_cases(record))
        counts = {
            kind: sum(f"<{kind} " in case for case in cases) for kind in ("failure", "error", "skipped")
        }
        lines.append(
            f"  <testsuite name={_quoted(f'{record.assignment}.{record.student}')} tests='{len(cases)}' "
            f"failures='{counts['failure']}' errors='{counts['error']}' skipped='{counts['skipped']}'>"
        )
        lines += [f"    {case}" for case in cases]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _cases(record: Record) -> Iterator[str]:
    place = f"{record.assignment}.{record.student}"
    if not record.grade.questions:
        inner = _ending("error", record.grade.status, record.grade.message)
        yield _case(place, "notebook", inner)
    for question in record.grade.questions:
        yield from _question_cases(f"{place}.{question.id}", question)


def _question_cases(classname: str, question: QuestionScore) -> Iterator[str]:
    if not question.checks:
        yield _case(classname, "written answer", _ending("skipped", question.status, question.message))
    for check in question.checks:
        inner = ""
        if check.status is Status.SANDBOX_ERROR:
            inner = _ending("error", check.status, check.message)
        elif check.status in {Status.PENDING, Status.SKIPPED}:
            inner = _ending("skipped", check.status, check.message)
        elif check.status is not Status.PASSED and not check.bonus:
            reason = (
                f"{check.sentence} {check.message}" if check.sentence not in check.message else check.message
            )
            inner = _ending("failure", check.status, reason)
        yield _case(classname, check.name, inner)


def _case(classname: str, name: str, inner: str) -> str:
    start = f"<testcase classname={_quoted(classname)} name={_quoted(name)}"
    return f"{start}>{inner}</testcase>" if inner else f"{start}/>"


def _ending(kind: str, status: Status, message: str) -> str:
    type_ = "" if kind == "skipped" else f" type={_quoted(status.value)}"
    return f"<{kind} message={_quoted(f'{WORDS[status]}: {message}')}{type_}/>"


def _quoted(text: str) -> str:
    return quoteattr(line(text, LONGEST_MESSAGE))
