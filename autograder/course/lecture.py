"""The lecture that a course follows: its rows, which the assignments say that they cover."""

import tomllib
from pathlib import Path

import msgspec

from autograder.course.layout import Course
from autograder.errors import BadAssignment


class Lecture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of ``assignments/lecture.toml``.

    Attributes
    ----------
    title : str
        What the lecture is called.
    source : str
        Who gave it, where and when.
    rows : dict of str to str
        What each row is about, by its id, in the lecture's order.
    shown_first : str
        The assignment to show to somebody who is new here; '' for the first by name.
    """

    title: str
    source: str
    rows: dict[str, str]
    shown_first: str = ""


def has_lecture(course: Course) -> bool:
    """Say whether a course follows a lecture."""
    return _lecture_path(course).is_file()


def read_lecture(course: Course) -> Lecture:
    """Read what the lecture holds.

    Raises
    ------
    BadAssignment
        When ``assignments/lecture.toml`` is not there or malformed.
    """
    path = _lecture_path(course)
    if not path.is_file():
        raise BadAssignment(f"{path} is not there: it lists the rows of the lecture that a course follows")
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Lecture)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadAssignment(f"{path}: {error}") from error


def _lecture_path(course: Course) -> Path:
    return course.root / "assignments" / "lecture.toml"
