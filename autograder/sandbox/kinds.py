"""The kinds of value that may cross between the trusted side and a student's process, and their limits."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

TREE_MAX_BYTES = 4 << 20
BLOB_MAX_BYTES = 32 << 20
DEPTH_MAX = 32
ENTRIES_MAX = 500_000
"""Most entries of all containers of one value: each costs its reader far more than the byte it came in."""
ODD_KEYS_MAX = 1000
"""Most keys of sets and dicts but plain numbers and texts: many of one hash can be made, which are slow."""
ODD_KEY_PARTS_MAX = 64
"""Most parts of one such key, as many keys with one hash are compared part by part."""
ITEMS_MAX = 10_000
"""Most items taken from an iterator, which could be endless."""
BIG_INT_MAX_BYTES = 1785
"""Integers stay below the 4300 digits that Python turns into text, so that every value can be shown."""
TEXT_WIDTH_MAX = 4096
SIDES_MAX = 16
"""Most dimensions of an array."""

DTYPES = frozenset(
    ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16")
)
PLAIN: frozenset[type] = frozenset((bool, float, str, bytes, type(None)))
"""What msgpack has a word for, but for int, of which it knows the small ones."""
LEAVES: frozenset[type] = PLAIN | {int}


class WireError(ValueError):
    """These bytes are not a frame."""


class CannotTravel(TypeError):
    """A value has no plain form; the message says why, for the student."""


@dataclass(frozen=True)
class Handle:
    """An object that stays in the student's process, known outside by a number only.

    Attributes
    ----------
    id : int
        Its number.
    type_name : str
        Name of its class, in the student's word.
    """

    id: int
    type_name: str


class Kind(IntEnum):
    """The extension types of a tree."""

    ARRAY = 1
    SCALAR = 2
    TUPLE = 3
    SET = 4
    FROZENSET = 5
    COMPLEX = 6
    BIG_INT = 7
    FRACTION = 8
    DICT = 9
    HANDLE = 10
    FORMULA = 11


def is_text(dtype_name: str) -> bool:
    """Say whether a dtype's name is that of fixed-width text or bytes."""
    kind, width = dtype_name[:2], dtype_name[2:]
    return kind in ("<U", "|S") and width.isdecimal() and int(width) <= TEXT_WIDTH_MAX


def claimed_bytes(shape: Sequence[int], dtype: np.dtype[Any]) -> int:
    """Return how many bytes an array would take if its empty sides had one entry: those bound nothing."""
    return math.prod(side for side in shape if side) * dtype.itemsize


class Keys:
    """Counts the keys of one value's sets and dicts, and refuses what is slow to look up.

    Parameters
    ----------
    error : type of Exception
        What to raise.
    """

    def __init__(self, error: type[Exception]) -> None:
        self._error = error
        self._odd = 0

    def check(self, key: Any) -> None:
        """Count one key.

        Raises
        ------
        Exception
            The error of this counter, when there are too many.
        """
        if type(key) in PLAIN or (type(key) is int and -(1 << 63) <= key < 1 << 64):
            return
        self._odd += 1
        if self._odd > ODD_KEYS_MAX or _parts(key) > ODD_KEY_PARTS_MAX:
            raise self._error(
                f"a set or dict of more than {ODD_KEYS_MAX} keys that are no plain numbers or texts, "
                f"or with keys of more than {ODD_KEY_PARTS_MAX} parts, cannot be returned"
            )


def _parts(key: Any) -> int:
    if isinstance(key, tuple | frozenset):
        return 1 + sum(_parts(part) for part in key)
    return 1


def wire_dtype(dtype: np.dtype[Any]) -> np.dtype[Any] | None:
    """Return a dtype as it travels, in little-endian order, or None where it cannot."""
    ordered = dtype.newbyteorder("<")
    return ordered if ordered.str in DTYPES or is_text(ordered.str) else None
