"""Which folder names may become students: nbgrader's pages show a name without escaping it."""

import unicodedata

from autograder.errors import GradebookError
from autograder.text import line

LONGEST = 128
_SIGNS = " ._-+@,()~#'\u2019"
"""What may stand in a name beside letters and digits; an apostrophe closes nothing on nbgrader's pages, which
quote their attributes and scripts by double quotes."""


def is_student_id(name: str) -> bool:
    """Say whether a folder's name may go into the gradebook: nbgrader's pages show it without escaping.

    Letters and digits of any script, spaces and ``. _ - + @ , ( ) ~ # '``, not first.
    """
    return not unfit(name)


def unfit(name: str) -> str:
    """Say what keeps a name out of the gradebook, to go on after the name.

    Parameters
    ----------
    name : str
        A folder's.

    Returns
    -------
    str
        Such as ``holds '<'``; '' for a name that may be a student's.
    """
    if not name:
        return "is empty"
    if len(name) > LONGEST:
        return f"is longer than {LONGEST} characters"
    first = name[0]
    if not (first.isalnum() or first == "_"):
        return f"begins with {_called(first)}"
    odd = next((c for c in name if unicodedata.category(c)[0] not in "LMN" and c not in _SIGNS), "")
    return f"holds {_called(odd)}" if odd else ""


def require_student_id(name: str) -> None:
    """Refuse a name that may not go where nbgrader shows it.

    Raises
    ------
    GradebookError
        With what to do.
    """
    reason = unfit(name)
    if reason:
        raise GradebookError(
            f"the student's folder '{line(name, LONGEST)}' {reason}, which nbgrader's pages cannot show "
            "safely; rename it"
        )


def _called(letter: str) -> str:
    """Name a character so that also one that cannot be seen is told."""
    if letter.isprintable() and not letter.isspace() and unicodedata.category(letter)[0] != "M":
        return f"'{letter}'"
    if "\ud800" <= letter <= "\udfff":
        return "a byte that is no UTF-8"
    named = unicodedata.name(letter, "").lower()
    return f"a character that cannot be seen (U+{ord(letter):04X}{', ' + named if named else ''})"
