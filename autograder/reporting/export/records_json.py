"""Results as one JSON document, for other programs."""

from collections.abc import Sequence
from typing import Any

import msgspec

from autograder.models import Grade, Status
from autograder.reporting.standing import reason, status_of
from autograder.results import Result


def write_json(results: Sequence[Result]) -> str:
    """Write all results: the final score with its parts, and what the checks found.

    Parameters
    ----------
    results : sequence of Result
        Of one assignment.

    Returns
    -------
    str
        ``{"assignment": …, "submissions": [{"student", "score", "max_score", "status", "parts", …}]}``; a
        score that is not there, or waits for a person, is null. ``grade`` is what the checks found, before
        anybody looked. Telemetry is left out, so that equal results are equal bytes.
    """
    document = {
        "assignment": results[0].record.assignment if results else None,
        "submissions": [_submission(result) for result in results],
    }
    encoded = msgspec.json.encode(document, order="deterministic")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _submission(result: Result) -> dict[str, Any]:
    record, final, entered = result.record, result.final, result.entered
    return {
        "student": record.student,
        "score": final.total,
        "max_score": final.max_score,
        "status": status_of(result),
        "reason": reason(record, entered),
        "waiting": final.waiting,
        "parts": {
            "so_far": final.so_far,
            "automatic": final.automatic,
            "by_hand": final.by_hand,
            "extra": final.extra,
            "late": final.late,
        },
        "questions": final.questions,
        "entered": {
            "scores": entered.scores,
            "extra": entered.extra,
            "comments": entered.comments,
            "look_again": sorted(entered.look_again),
        },
        "lateness": result.lateness,
        "notes": result.notes,
        "sandboxed": record.sandboxed,
        "grade": _honest(record.grade),
        "digests": record.digests,
    }


def _honest(grade: Grade) -> Grade:
    """Call a whole submission graded, as records of an older version do not: it may have earned nothing."""
    old = grade.status is Status.PASSED
    return msgspec.structs.replace(grade, status=Status.GRADED) if old else grade
