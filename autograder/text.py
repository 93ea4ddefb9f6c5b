"""Make any text fit to be shown: bounded, without control characters or direction overrides.

Whatever a submission says may be hostile. Every page, table and export passes foreign text through `shown`
before it escapes it in its own way.
"""

import re
import textwrap
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

LONGEST = 1200
"""How many characters of one text are shown unless a caller asks for less."""

_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, save tab and line feed
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of what follows
    r"\u2028\u2029\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    r"\ud800-\udfff\U000e0000-\U000e0fff]"
)
_MARKS_IN_A_ROW = 4
# No combining mark has a lower number than U+0300: a tower is a part of such a run, and few texts hold one.
_MAYBE_TOWER = re.compile(f"[\u0300-\U0010ffff]{{{_MARKS_IN_A_ROW + 1},}}")
_WORTH_CUTTING = 40
"""A text is cut only when more than this, and more than a fifth of the limit, is saved."""
_CELL = 78
_SPARE = 12
"""Characters by which a table's cell may be longer than asked for before it is broken."""


def shown(text: str, longest: int = LONGEST) -> str:
    r"""Return `text` fit for a page: bounded and with everything invisible or harmful made visible.

    Parameters
    ----------
    text : str
        Anything at all.
    longest : int
        Characters to keep of a text that is much longer, which then says how much is missing; a text that
        is longer by a few words stays whole.

    Returns
    -------
    str
        Not escaped for any markup. Line feeds and tabs stay; ``\r\n`` counts as one line feed.

    Examples
    --------
    >>> shown("a\x00b")
    'a␀b'
    >>> shown("abcdef", longest=3)
    'abcdef'
    >>> shown("abc" + "d" * 60, longest=3)
    'abc … (60 more characters)'
    """
    missing = len(text) - longest
    if missing <= max(_WORTH_CUTTING, longest // 5):
        missing = 0
    kept = text[: len(text) - max(missing, 0)].replace("\r\n", "\n")
    cleaned = _without_towers(_HARMFUL.sub(_made_visible, kept))
    return f"{cleaned} … ({plural(missing, 'more character')})" if missing else cleaned


def line(text: str, longest: int = LONGEST) -> str:
    """Return `text` as `shown` would, on a single line."""
    return " ".join(shown(text, longest).split())


def number(value: float | None) -> str:
    """Write a score or points the way people do: 7, 7.5, 1.67, and a dash for none.

    Examples
    --------
    >>> number(7.0), number(5 / 3), number(None)
    ('7', '1.67', '–')
    """
    if value is None:
        return "–"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def plural(count: int, singular: str, several: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> plural(1, "check"), plural(3, "check"), plural(2, "person", "people")
    ('1 check', '3 checks', '2 people')
    """
    return f"{count:,} {singular if count == 1 else several or singular + 's'}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], longest: int = _CELL) -> list[str]:
    """Align columns of plain text: numbers to the right, words to the left.

    Parameters
    ----------
    head : sequence of str
        Names of the columns.
    rows : sequence of sequence of str
        Cells; line breaks in them become blanks.
    longest : int
        Characters of a cell on one line; a longer one goes on below.

    Returns
    -------
    list of str
        The head first; a row is as many lines as its longest cell.

    Examples
    --------
    >>> table(("name", "n"), [("a", "10")])
    ['name   n', 'a     10']
    """
    cells = [
        pieces
        for row in (head, *rows)
        for pieces in zip_longest(*(_wrapped(cell, longest) for cell in row), fillvalue="")
    ]
    columns = list(zip(*cells, strict=True))
    numeric = [_is_numeric(column[1:]) for column in columns]
    widths = [max(map(len, column)) for column in columns]
    return [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in cells
    ]


def _made_visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"⟨U+{code:04X}⟩"


def _without_towers(text: str) -> str:
    """Drop combining marks beyond a few in a row: no script needs more, and towers of them cover a page."""
    return text if text.isascii() else _MAYBE_TOWER.sub(_lowered, text)


def _lowered(tower: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for character in tower.group():
        run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if run <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def _wrapped(cell: str, longest: int) -> list[str]:
    """Break a long cell into lines; one that is longer by a word or two stays whole."""
    whole = line(cell, LONGEST)
    if len(whole) <= longest + _SPARE:
        return [whole]
    return textwrap.wrap(whole, longest, break_on_hyphens=False)


def _is_numeric(entries: Sequence[str]) -> bool:
    return bool(entries) and all(not entry.strip("0123456789.– +?") for entry in entries)
