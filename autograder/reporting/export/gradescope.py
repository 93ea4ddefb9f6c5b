"""A result as Gradescope's ``results.json``: one test a question, its checks in the output."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from autograder.errors import AutograderError
from autograder.models import QuestionScore, Status
from autograder.reporting.pages import WORDS
from autograder.reporting.standing import (
    diagnosis_words,
    duration,
    parts_of,
    points_given,
    status_of,
    ungraded,
    written_words,
)
from autograder.results import Result
from autograder.text import line, number

FILE = "results.json"
"""The only name that Gradescope reads."""


def write_gradescope(results: Sequence[Result]) -> str:
    """Write the ``results.json`` of one submission; Gradescope reads no list of them.

    While anything waits for a person, and where nothing was graded, there is no score, neither in all nor by
    question, which Gradescope would add up: it then shows a failed run, which a person looks at.

    Parameters
    ----------
    results : sequence of Result
        Exactly one.

    Returns
    -------
    str
        JSON.

    Raises
    ------
    AutograderError
        When there are several, or none.
    """
    if len(results) != 1:
        raise AutograderError(
            f"Gradescope reads one {FILE} a student, and these are {len(results)}; "
            f"give --output FOLDER for FOLDER/<student>/{FILE}, or --student NAME"
        )
    document = _results(results[0])
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _results(result: Result) -> dict[str, Any]:
    final = result.final
    results: dict[str, Any] = {
        "output": "\n".join(_about(result)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(result, question, place)
            for place, question in enumerate(result.record.grade.questions, start=1)
            if not ungraded(result)
        ],
        "extra_data": {
            "student": line(result.record.student, 80),
            "status": status_of(result).value,
            "automatic": final.automatic,
            "by_hand": final.by_hand,
            "extra": final.extra,
            "late": final.late,
        },
    }
    if final.total is not None:
        results["score"] = final.total
    return results


def _about(result: Result) -> Iterator[str]:
    final = result.final
    if ungraded(result):
        yield line(result.record.grade.message)
        return
    if final.waiting:
        yield f"Not final: {number(final.so_far)} of {number(final.max_score)} points so far."
        yield from (f"Waits for a person: {line(sentence)}" for sentence in final.waiting)
    if made_of := parts_of(result):
        yield f"Points: {made_of}."
    if result.lateness.seconds:
        yield (
            f"Handed in {duration(result.lateness.seconds)} late, which costs {number(final.late)}: "
            f"{line(result.lateness.reason)}"
        )


def _test(result: Result, question: QuestionScore, place: int) -> dict[str, Any]:
    score = result.final.questions[question.id]
    test: dict[str, Any] = {
        "number": str(place),
        "name": line(question.title or question.id, 120),
        "max_score": question.points,
        "output": "\n".join(_lines(result, question)),
        "output_format": "text",
        "visibility": "visible",
    }
    if score is not None:
        test["status"] = "passed" if score >= question.points else "failed"
        if result.final.total is not None:
            test["score"] = score
    return test


def _lines(result: Result, question: QuestionScore) -> Iterator[str]:
    entered = result.entered
    if (given := points_given(result, question.id)) is not None:
        yield f"A person gave {number(given)} of {number(question.points)} points."
    if extra := entered.extra.get(question.id):
        yield f"Extra credit: {number(extra)}."
    if comment := entered.comments.get(question.id):
        yield f"A person's comment: {line(comment)}"
    if question.diagnosis:
        yield diagnosis_words(question)
    if not question.checks and (told := written_words(result, question)):
        yield told
    for check in question.checks:
        passed = check.status is Status.PASSED and not check.follow_through
        told = "" if passed else f" {line(check.message)}"
        yield f"[{WORDS[check.status]}] {line(check.sentence)}{told}"
