"""Results as one JSON document, for other programs."""

from collections.abc import Sequence
from typing import Any

import msgspec

from autograder.models import Record


def write_json(records: Sequence[Record]) -> str:
    """Write all records with their sums.

    Parameters
    ----------
    records : sequence of Record
        Of one assignment.

    Returns
    -------
    str
        ``{"assignment": …, "submissions": [{"student", "score", "max_score", "grade", …}]}``; a score that
        is not there is null. Telemetry is left out, so that equal results are equal bytes.
    """
    document = {
        "assignment": records[0].assignment if records else None,
        "submissions": [_submission(record) for record in records],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _submission(record: Record) -> dict[str, Any]:
    return {
        "student": record.student,
        "score": record.grade.score,
        "max_score": record.grade.max_score,
        "status": record.grade.status,
        "sandboxed": record.sandboxed,
        "grade": record.grade,
        "digests": record.digests,
    }
