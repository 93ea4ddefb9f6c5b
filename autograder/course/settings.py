"""The settings of one assignment, ``assignment.toml``; an unknown key is an error."""

import re
import tomllib
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.errors import BadAssignment
from autograder.models import Limits

_LATE_POLICY = re.compile(r"none|\d+(\.\d+)?\s*%\s+per\s+day\Z")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The contents of ``assignment.toml``; an unknown key is an error.

    Attributes
    ----------
    title : str
        What the assignment is called.
    due : datetime or None
        When it is due, with a UTC offset; the only home of the date.
    release : str
        Which handing-out this is, such as ``"2024"``; another one draws other per-student numbers.
    late_policy : str
        ``"none"`` or, for example, ``"10% per day"``.
    imports : tuple of str
        Packages that answers may import; others are not there when grading.
    lecture_rows : dict of str to tuple of str
        Rows of the lecture that the assignment covers, such as ``L13``, each with the questions that do.
    parts : dict of str to str
        Title of each part, by the prefix of its questions' ids, in order.
    limits : Limits
        What one submission may use.
    """

    title: str
    due: datetime | None = None
    release: str = ""
    late_policy: str = "none"
    imports: tuple[str, ...] = ()
    lecture_rows: dict[str, tuple[str, ...]] = {}
    parts: dict[str, str] = {}
    limits: Limits = Limits()


_PROVEN_APART = ("title", "due", "late_policy")
"""What no check and no cell depends on; it may change without a new proof and without a regrade."""


def deciding(settings: Settings) -> bytes:
    """Return the settings that decide how a submission runs and scores, in a fixed form for digests."""
    kept = {name: value for name, value in msgspec.to_builtins(settings).items() if name not in _PROVEN_APART}
    return msgspec.json.encode(kept, order="sorted")


def read_settings(path: Path) -> Settings:
    """Read and check an assignment.toml.

    Raises
    ------
    BadAssignment
        When it is not TOML, holds an unknown key, or a value of the wrong kind.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if isinstance(table.get("lecture_rows"), list):
            raise BadAssignment(
                f"{path}: lecture_rows is a table; write [lecture_rows] and L5 = ['q1_gates']"
            )
        settings = msgspec.convert(table, Settings)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadAssignment(f"{path}: {error}") from error
    if settings.due is not None and settings.due.tzinfo is None:
        raise BadAssignment(f"{path}: due needs a UTC offset, such as 2024-03-10T23:59:00+07:00")
    if not _LATE_POLICY.match(settings.late_policy):
        raise BadAssignment(f"{path}: late_policy is '{settings.late_policy}'; write 'none' or '10% per day'")
    return settings
