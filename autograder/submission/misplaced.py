"""Guess from a name which assignment and which student something belongs to."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar")
_ALIKE = 0.8
_SHORTEST = 3


def might_be_notebook(name: str, *, archives: bool = True) -> bool:
    """Say whether a file of that name may be what somebody handed in.

    Parameters
    ----------
    name : str
        The file's.
    archives : bool
        Whether an archive, which may hold a notebook, counts.

    Returns
    -------
    bool
        True also for ``lab1.ipynb.txt``, which a browser makes, and for a name without any ending.
    """
    lower = name.lower()
    return ".ipynb" in lower or "." not in lower or (archives and lower.endswith(_ARCHIVES))


def belongs(name: str, assignments: Sequence[str]) -> str:
    """Return the assignment that a file's or folder's name means, '' when it means none or several.

    Parameters
    ----------
    name : str
        Without its ending; also in other case, with other separators, shortened, or slightly misspelt.
    assignments : sequence of str
        The course's ids.

    Returns
    -------
    str
        One of `assignments`, or ''.

    Examples
    --------
    >>> belongs("Lab-1", ["lab1_lines", "lab2_curves"]), belongs("work", ["lab1_lines"])
    ('lab1_lines', '')
    """
    if name in assignments:
        return name
    scored = sorted(((_likeness(name, known), known) for known in assignments), reverse=True)
    if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return ""
    return scored[0][1]


def owner(name: str, assignment_id: str) -> str:
    """Return the student whom a file's name tells beside the assignment, '' when it tells none.

    Examples
    --------
    >>> owner("ann_lab1.ipynb", "lab1"), owner("Lab1.ipynb", "lab1"), owner("ben.ipynb", "lab1")
    ('ann', '', 'ben')
    """
    stem = name[: name.lower().index(".ipynb")] if ".ipynb" in name.lower() else name.split(".")[0]
    rest = re.sub(r"\s*\(\d+\)\Z|[ _-]+copy\Z", "", stem, flags=re.IGNORECASE)
    for part in (assignment_id, *assignment_id.split("_")):
        rest = re.sub(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])", " ", rest, flags=re.IGNORECASE)
    rest = rest.strip(" _-.")
    return "" if _likeness(rest, assignment_id) >= _ALIKE else rest


def named_after(name: str, assignment_id: str) -> bool:
    """Say whether a folder bears an assignment's name, or the first word of it."""
    return _plain(name) in {_plain(assignment_id), _plain(assignment_id.split("_")[0])}


def _likeness(name: str, known: str) -> float:
    """Compare two names from 0 to 1; numbers in them have to agree."""
    mine, its = _plain(name), _plain(known)
    if not mine:
        return 0.0
    if mine == its:
        return 1.0
    my_numbers, its_numbers = _numbers(name), _numbers(known)
    if my_numbers and its_numbers and my_numbers[0] != its_numbers[0]:
        return 0.0
    if min(len(mine), len(its)) >= _SHORTEST and (its.startswith(mine) or mine.startswith(its)):
        return 0.95
    return min(0.9, SequenceMatcher(None, mine, its).ratio())


def _plain(name: str) -> str:
    letters = "".join(letter for letter in name.casefold() if letter.isalnum())
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", letters)


def _numbers(name: str) -> list[str]:
    return [found.lstrip("0") for found in re.findall(r"[0-9]+", name)]
