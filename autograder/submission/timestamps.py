"""Read when a submission was handed in: one reader for our commands and for nbgrader's.

Two places can tell. ``times/<id>.csv`` in the course's folder (columns ``student,time``) is the teacher's
own: a platform's or an exchange's times, or a correction; it goes before everything else. Then
``submitted/<student>/<id>/timestamp.txt``, nbgrader's file. nbgrader's exchange has the student's own
process write it, and ``zip_collect`` leaves one that lay in the hand-in as it is, so nothing in it proves
who wrote it: it counts where it is one plain moment that can be true, and every reason says that it came
from there.
"""

import codecs
import csv
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from autograder.course.layout import Course
from autograder.text import line

FILE = "timestamp.txt"
"""nbgrader's name of the file beside a submission."""

_MOST_BYTES = 4096
_MOST_TABLE_BYTES = 16 * 1024 * 1024
_SKEW = timedelta(minutes=5)
_FIRST_YEAR = 2000
_MOMENT = re.compile(
    r"(\d{4})([-/])(\d\d)\2(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d?(?::?\d\d)?|[+-]\d{4})?",
    re.ASCII | re.IGNORECASE,
)
_STUDENT = ("student", "student_id", "username", "user", "id", "name")
_TIME = ("time", "timestamp", "submitted", "submitted_at", "when", "date")


@dataclass(frozen=True)
class HandIn:
    """When something was handed in, as far as it can be told.

    Attributes
    ----------
    when : datetime or None
        In UTC; None when nothing tells it, or what tells it cannot be trusted.
    reason : str
        Where the time came from, or why there is none and what to do; one sentence.
    by_teacher : bool
        Whether the teacher's own file said it.
    """

    when: datetime | None
    reason: str
    by_teacher: bool = False


def moment(text: str, now: datetime) -> datetime:
    """Read one moment.

    Parameters
    ----------
    text : str
        A date and a time of day with an offset from UTC (``+07``, ``+0700``, ``+07:00``, ``Z``, ``UTC``,
        ``GMT``); without one it is UTC, as in nbgrader.
    now : datetime
        Nothing was handed in after it.

    Returns
    -------
    datetime
        In UTC.

    Raises
    ------
    ValueError
        With the reason in words, when it cannot be trusted. Names of time zones cannot: many stand for
        several offsets, and which are known differs from machine to machine.
    """
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    told = _MOMENT.fullmatch(text)
    if told is None:
        raise ValueError(f"'{line(text, 60)}' is no date and time such as 2024-03-17 23:58:00 +0700")
    year, _, month, day, hour, minute, second, fraction, zone = told.groups()
    if int(year) < _FIRST_YEAR or int(year) > now.year + 1:
        era = f", in the Buddhist era perhaps {int(year) - 543}" if 2400 < int(year) < 2700 else ""
        raise ValueError(f"'{line(text, 60)}' names the year {year}{era}")
    try:
        when = datetime(
            int(year),
            int(month),
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            int((fraction or "").ljust(6, "0")[:6]),
            timezone(_offset(zone or "Z")),
        ).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{line(text, 60)}' is no moment ({error})") from error
    if when > now + _SKEW:
        raise ValueError(f"'{line(text, 60)}' lies in the future")
    return when


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta()
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > timedelta(hours=14) or int(minutes) % 15:
        raise ValueError(f"no place has the offset {zone}")
    return offset if zone[0] == "+" else -offset


@dataclass(frozen=True)
class Times:
    """The hand-in times of one assignment; made by `read_times`.

    Attributes
    ----------
    problems : tuple of str
        What is wrong with the teacher's file, one line each.
    """

    course: Course
    assignment_id: str
    now: datetime
    problems: tuple[str, ...] = ()
    _table: Mapping[str, HandIn] = field(default_factory=dict)
    _table_broken: str = ""

    def of(self, student: str) -> HandIn:
        """Return when a student handed in."""
        if self._table_broken:
            return HandIn(None, self._table_broken, by_teacher=True)
        if student in self._table:
            return self._table[student]
        return self.beside(self.course.submitted / student / self.assignment_id)

    def beside(self, folder: Path) -> HandIn:
        """Return what the ``timestamp.txt`` in a folder says."""
        where = f"{line(folder.parent.name, 80)}/{self.assignment_id}/{FILE}"
        mend = f"write the time to times/{self.assignment_id}.csv (columns student,time) and grade again"
        try:
            text = _text(folder / FILE, _MOST_BYTES).strip()
            if text:
                return HandIn(moment(text, self.now), f"handed in at {line(text, 60)} says {where}")
        except FileNotFoundError:
            text = ""
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            return HandIn(None, f"{where} cannot be trusted: {why}; {mend}")
        return HandIn(None, f"no time of hand-in is known; {mend}")


def read_times(course: Course, assignment_id: str, now: datetime | None = None) -> Times:
    """Read the teacher's table of times, if there is one.

    Parameters
    ----------
    course : Course
        Whose ``times/<id>.csv``: a header with student and time, commas, semicolons or tabs between.
    assignment_id : str
        Which assignment.
    now : datetime, optional
        The present, for tests.

    Returns
    -------
    Times
        Always. While the table cannot be read nobody's time can be trusted.
    """
    now = now or datetime.now(UTC)
    name = f"times/{assignment_id}.csv"
    try:
        text = _text(course.root / "times" / f"{assignment_id}.csv", _MOST_TABLE_BYTES)
        rows = list(_rows(text))
    except (FileNotFoundError, NotADirectoryError):
        return Times(course, assignment_id, now)
    except (OSError, ValueError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        broken = f"{name} cannot be read: {why}; it needs the columns student,time"
        return Times(course, assignment_id, now, (broken,), _table_broken=broken)
    table: dict[str, HandIn] = {}
    problems: list[str] = []
    for number, student, told in rows:
        try:
            entry = HandIn(moment(told, now), f"handed in at {line(told, 60)} says {name}", by_teacher=True)
            if student in table and table[student].when != entry.when:
                raise ValueError(f"{line(student, 60)} stands there with two times")
        except ValueError as error:
            why = f"{name}, line {number}, cannot be trusted: {error}"
            entry = HandIn(None, f"{why}; correct it and grade again", by_teacher=True)
            problems.append(why)
        table[student] = entry
    return Times(course, assignment_id, now, tuple(problems), table)


def _rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, student and time."""
    lines = text.splitlines()
    header = next((entry for entry in lines if entry.strip()), "")
    between = max(",;\t", key=header.count)
    columns: tuple[int, int] | None = None
    for number, row in enumerate(csv.reader(lines, delimiter=between), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if columns is None:
            names = [cell.lower().replace(" ", "_") for cell in cells]
            who = [names.index(name) for name in _STUDENT if name in names]
            when = [names.index(name) for name in _TIME if name in names]
            if not who or not when:
                raise ValueError("its first line names no student or no time")
            columns = who[0], when[0]
            continue
        if len(cells) <= max(columns):
            raise ValueError(f"line {number} is too short")
        student, told = cells[columns[0]], cells[columns[1]]
        if student and told:
            yield number, student, told


def _text(path: Path, most: int) -> str:
    """Read a small text; a mark of its encoding is no harm."""
    if path.is_symlink():
        raise ValueError("it is a link, not a file")
    # Not blocking: a pipe that nobody writes to would hold the whole class.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("it is not a file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise ValueError("it is too long")
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("it is not text") from error
