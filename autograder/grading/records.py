"""Keep results on disk: one JSON file a submission, under ``records/<id>/<student>.json``."""

import hashlib
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from autograder.course.digests import digest_of_files
from autograder.course.layout import Assignment, Course, Reference
from autograder.errors import AutograderError
from autograder.models import Digests, Record, Status
from autograder.text import line

_MEASURED = ("numpy", "scipy", "scikit-learn", "ipython", "mpmath")


def path_of(course: Course, assignment_id: str, student: str) -> Path:
    """Return the file of one submission's record."""
    return course.records / assignment_id / f"{student}.json"


def save(course: Course, record: Record) -> Path:
    """Write a record, whole or not at all.

    Returns
    -------
    Path
        The file written.
    """
    path = path_of(course, record.assignment, record.student)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".json.part")
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
    draft.replace(path)
    return path


def load(course: Course, assignment_id: str, student: str) -> Record | None:
    """Read one submission's record; None when there is none.

    Raises
    ------
    AutograderError
        When the file is there and is not a record.
    """
    path = path_of(course, assignment_id, student)
    return _read(path) if path.is_file() else None


def load_all(course: Course, assignment_id: str) -> list[Record]:
    """Read all records of an assignment that can be read, by student."""
    return list(load_class(course, assignment_id).records)


@dataclass(frozen=True)
class Loaded:
    """All records of an assignment.

    Attributes
    ----------
    records : tuple of Record
        Those that can be read, by student.
    problems : tuple of str
        A line for each file that is no record; it is left out.
    """

    records: tuple[Record, ...]
    problems: tuple[str, ...] = ()


def load_class(course: Course, assignment_id: str) -> Loaded:
    """Read all records of an assignment; one that is broken is told and left out."""
    found: list[Record] = []
    problems: list[str] = []
    for path in sorted((course.records / assignment_id).glob("*.json")):
        try:
            record = _read(path)
        except (AutograderError, OSError) as error:
            why = error if isinstance(error, AutograderError) else f"{path}: {error.strerror}"
            problems.append(f"{line(path.stem, 80)} is left out: {why}")
            continue
        if (record.assignment, record.student) == (assignment_id, path.stem):
            found.append(record)
        else:
            problems.append(
                f"{line(path.stem, 80)} is left out: {path} holds the record of {line(record.student, 80)}; "
                "delete it and grade again"
            )
    return Loaded(tuple(found), tuple(problems))


def first_seen(record: Record, before: Record | None) -> Record:
    """Return a record that says when its very bytes were first graded.

    Parameters
    ----------
    record : Record
        New.
    before : Record or None
        The one it replaces, which may have met the same bytes earlier.

    Returns
    -------
    Record
        With the earlier moment, else with its own, else with now; a notebook that was not read says nothing.
    """
    if record.grade.status is Status.UNREADABLE or not record.digests.notebook:
        return record
    seen = record.telemetry.first_seen
    if before is not None and before.digests.notebook == record.digests.notebook:
        seen = before.telemetry.first_seen or seen
    telemetry = msgspec.structs.replace(record.telemetry, first_seen=seen or datetime.now(UTC))
    return msgspec.structs.replace(record, telemetry=telemetry)


def not_to_be_reused(record: Record) -> Record:
    """Return a record that is shown and never taken for what grading would give: a book lacks it."""
    return msgspec.structs.replace(record, digests=msgspec.structs.replace(record.digests, checks=""))


def digests(notebook: bytes, assignment: Assignment, reference: Reference) -> Digests:
    """Digest everything a grade is computed from.

    Parameters
    ----------
    notebook : bytes
        The submitted file as it is.
    assignment : Assignment
        What was asked: points, limits, stubs.
    reference : Reference
        What decides a score. Both keep their own digests: read them once for a whole class.

    Returns
    -------
    Digests
        Equal for equal inputs of grading, on any machine with the same libraries.
    """
    return Digests(
        notebook=hashlib.sha256(notebook).hexdigest(),
        checks=_combined(assignment.digest, reference.checks_digest),
        engine=_engine_digest(),
        environment=_environment_digest(),
    )


def _combined(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _read(path: Path) -> Record:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = line(str(error), 200)
        raise AutograderError(f"{path} is not a record ({why}); delete it and grade again") from error


@cache
def _engine_digest() -> str:
    folder = Path(__file__).parents[1]
    return digest_of_files(folder, list(folder.rglob("*.py")))


@cache
def _environment_digest() -> str:
    lines = [f"python {platform.python_version()}", *(f"{name} {version(name)}" for name in _MEASURED)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
