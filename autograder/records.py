"""Keep results on disk: one JSON file a submission, under ``records/<id>/<student>.json``."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from autograder.course import Assignment, Course, Reference, digest_of_files
from autograder.errors import AutograderError
from autograder.models import Digests, Record

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
    """Read all records of an assignment, by student."""
    return [_read(path) for path in sorted((course.records / assignment_id).glob("*.json"))]


def digests(notebook: bytes, assignment: Assignment, reference: Reference) -> Digests:
    """Digest everything a grade is computed from.

    Parameters
    ----------
    notebook : bytes
        The submitted file as it is.
    assignment : Assignment
        What was asked: points, limits, stubs.
    reference : Reference
        What decides a score.

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
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AutograderError(f"{path} is not a record ({error}); delete it and grade again") from error


@cache
def _engine_digest() -> str:
    folder = Path(__file__).parent
    return digest_of_files(folder, list(folder.rglob("*.py")))


@cache
def _environment_digest() -> str:
    lines = [f"python {platform.python_version()}", *(f"{name} {version(name)}" for name in _MEASURED)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
