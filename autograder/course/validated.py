"""Remember which state of an assignment last passed `validate`; nothing else may be released.

The stamp lies beside the checks, as ``reference/<id>/validated.json``, so that it travels with them: a fresh
clone of a proved assignment may release it at once, and any change to either half closes the gate.
"""

import hashlib
import json
from pathlib import Path

from autograder.course.digests import digest_of_files
from autograder.course.layout import Course
from autograder.errors import BadAssignment

_STAMP = "validated.json"
_PASSING = frozenset({"__pycache__", ".ipynb_checkpoints"})


def content_digest(course: Course, assignment_id: str) -> str:
    """Digest both halves of an assignment: everything that `validate` proves.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.

    Returns
    -------
    str
        Hexadecimal; the stamp itself, caches and hidden files do not count, nor do title, date and late
        policy.

    Raises
    ------
    UnknownAssignment, BadAssignment, MissingReference
        When one half is not there or malformed.
    """
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    told_by_digest = {assignment.notebook_path, assignment.folder / "assignment.toml"}
    files = [path for folder in (assignment.folder, reference.folder) for path in _files(folder)]
    rest = digest_of_files(course.halves, [path for path in files if path not in told_by_digest])
    return hashlib.sha256(f"{assignment.digest} {rest}".encode()).hexdigest()


def mark_validated(course: Course, assignment_id: str, digest: str) -> Path:
    """Write down that the state of this digest passed `validate`.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.
    digest : str
        From `content_digest`, taken after `validate` wrote its last file.

    Returns
    -------
    Path
        The stamp.
    """
    stamp = course.reference(assignment_id).folder / _STAMP
    stamp.write_text(json.dumps({"digest": digest}, indent=1) + "\n", encoding="utf-8")
    return stamp


def is_validated(course: Course, assignment_id: str) -> bool:
    """Say whether the assignment as it is now is what last passed `validate`."""
    stamp = course.reference(assignment_id).folder / _STAMP
    try:
        passed = json.loads(stamp.read_text(encoding="utf-8"))["digest"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(passed == content_digest(course, assignment_id))


def require_validated(course: Course, assignment_id: str) -> None:
    """Refuse what has not passed `validate` as it is.

    Raises
    ------
    BadAssignment
        With what to do.
    """
    if not is_validated(course, assignment_id):
        raise BadAssignment(
            f"'{assignment_id}' is not as it was when `validate` last passed; run: "
            f"autograder validate {assignment_id}"
        )


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path != folder / _STAMP
        and not any(part in _PASSING or part.startswith(".") for part in path.relative_to(folder).parts)
    ]
