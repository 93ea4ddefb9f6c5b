"""Results as Gradescope's ``results.json``: one test a question, its checks in the output."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from autograder.models import QuestionScore, Record, Status
from autograder.pages import WORDS
from autograder.plaintext import line


def write_gradescope(records: Sequence[Record]) -> str:
    """Write ``results.json``, or a list of them when there are several records.

    A question that waits for a person has no score, and a submission that could not be graded has none at
    all: Gradescope then shows a failed run, which a person looks at, instead of a zero.

    Parameters
    ----------
    records : sequence of Record
        Of one assignment; Gradescope itself asks for exactly one.

    Returns
    -------
    str
        JSON.
    """
    results = [_results(record) for record in records]
    document = results[0] if len(results) == 1 else results
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _results(record: Record) -> dict[str, Any]:
    results: dict[str, Any] = {
        "output": line(record.grade.message),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": list(_tests(record.grade.questions)),
        "extra_data": {"student": line(record.student, 80), "status": record.grade.status.value},
    }
    if record.grade.score is not None:
        results["score"] = record.grade.score
    return results


def _tests(questions: Sequence[QuestionScore]) -> Iterator[dict[str, Any]]:
    for index, question in enumerate(questions, start=1):
        test: dict[str, Any] = {
            "number": str(index),
            "name": line(question.title or question.id, 120),
            "max_score": question.points,
            "output": "\n".join(_lines(question)),
            "output_format": "text",
            "visibility": "visible",
        }
        if question.score is not None:
            test["score"] = question.score
            test["status"] = "passed" if question.score == question.points else "failed"
        yield test


def _lines(question: QuestionScore) -> Iterator[str]:
    if question.diagnosis:
        yield " Or: ".join(line(sentence) for sentence in question.diagnosis.sentences)
    if question.message and not question.checks:
        yield line(question.message)
    for check in question.checks:
        reason = (
            "" if check.status is Status.PASSED and not check.follow_through else f" {line(check.message)}"
        )
        yield f"[{WORDS[check.status]}] {line(check.sentence)}{reason}"
