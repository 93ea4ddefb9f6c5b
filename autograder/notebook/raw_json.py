"""From a notebook file's bytes to the parts of its JSON that count, in linear time.

Nearly every notebook is read by a parser that passes over outputs without building anything of them. What is
not quite JSON (NaN, halves of characters) goes to Python's own parser, once its size was counted.
"""

import json
import re
from typing import Any

import msgspec
import numpy as np

from autograder.errors import UnreadableSubmission

DEEPEST = 100
"""Lists and tables within each other; a notebook with pictures has less than ten."""
MOST_VALUES = 2_000_000
"""Values of a file that only Python's own parser can read."""
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_LONGEST_INTEGER = 18
_Signs = np.ndarray[Any, np.dtype[np.uint8]]
_NO_JSON = "the file is not JSON, so it is no notebook, or it was cut off; save it and hand it in again"
_DEEP = (
    f"the file nests lists more than {DEEPEST} deep, so it is no notebook; "
    "clear its outputs, save it and hand it in again"
)


class _Cell(msgspec.Struct):
    """What is read of a cell; whatever else it holds is passed over."""

    cell_type: Any = None
    source: Any = ""
    id: Any = None
    attachments: Any = None
    metadata: Any = None
    input: Any = ""
    level: Any = None


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _File(msgspec.Struct):
    cells: list[_Cell] | None = None
    worksheets: list[_Sheet] | None = None
    metadata: dict[str, Any] = {}


_DECODER = msgspec.json.Decoder(_File)


def parsed(content: bytes) -> dict[str, Any]:
    """Return a notebook's JSON, at least the parts that count.

    Parameters
    ----------
    content : bytes
        The file's bytes: UTF-8, with a byte-order mark or without, or UTF-16.

    Returns
    -------
    dict
        ``cells`` or ``worksheets``, and ``metadata``; of any type, where the file is damaged.

    Raises
    ------
    UnreadableSubmission
        When it is no JSON table, or one beyond a limit.
    """
    text = _utf8(content)
    signs = np.frombuffer(_STRING.sub(b"", text), np.uint8)
    _refuse_deep(signs)
    try:
        found: dict[str, Any] = msgspec.to_builtins(_DECODER.decode(text))
    except (msgspec.MsgspecError, RecursionError, ValueError):
        _refuse_many(signs)
        return _parsed_slowly(text)
    return found


def _utf8(content: bytes) -> bytes:
    try:
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return content.decode("utf-16").encode("utf-8", errors="surrogatepass")
        text = content.removeprefix(b"\xef\xbb\xbf")
        text.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableSubmission(
            "the file is not text, so it is no notebook; hand in the file that ends in .ipynb"
        ) from None
    return text


def _parsed_slowly(text: bytes) -> dict[str, Any]:
    try:
        table = json.loads(
            text, strict=False, parse_int=_integer, parse_float=_number, parse_constant=_number
        )
    except RecursionError:
        raise UnreadableSubmission(_DEEP) from None
    except ValueError:
        raise UnreadableSubmission(_NO_JSON) from None
    if not isinstance(table, dict):
        raise UnreadableSubmission("the file is JSON but no notebook: it has no list of cells")
    return table


def _refuse_deep(signs: _Signs) -> None:
    """Refuse lists too deep in each other, by the brackets outside of strings."""
    steps = np.zeros(256, np.int8)
    steps[list(b"[{")], steps[list(b"]}")] = 1, -1
    brackets = steps[signs]
    depths = np.cumsum(brackets[brackets != 0], dtype=np.int32)
    if int(depths.max(initial=0)) > DEEPEST:
        raise UnreadableSubmission(_DEEP)


def _refuse_many(signs: _Signs) -> None:
    """Refuse what would take too much to build, by the brackets and commas outside of strings."""
    values = sum(int(np.count_nonzero(signs == sign)) for sign in b"[{,")
    if values > MOST_VALUES:
        raise UnreadableSubmission(
            f"the file holds more than {MOST_VALUES:,} values; "
            "clear its outputs, save it and hand it in again"
        )


def _integer(digits: str) -> int:
    """Read a whole number; nothing that counts in a notebook is a long one."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else 0


def _number(text: str) -> float:
    """Read any other number: nothing that counts in a notebook is one."""
    return 0.0
