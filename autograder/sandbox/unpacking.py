"""Reads a tree and the bytes of its arrays, and trusts neither.

msgpack's own reader gives numbers, texts, lists and dicts; everything else it leaves as bytes under a number,
which cannot be the key of anything. Each is then read here one by one, so that the limits on nesting, on
entries and on keys hold before anything is built.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from msgspec import msgpack

from autograder.sandbox.formula import Formula
from autograder.sandbox.kinds import (
    BIG_INT_MAX_BYTES,
    BLOB_MAX_BYTES,
    DEPTH_MAX,
    DTYPES,
    ENTRIES_MAX,
    LEAVES,
    SIDES_MAX,
    Handle,
    Keys,
    Kind,
    WireError,
    claimed_bytes,
    is_text,
)

Resolve = Callable[[Handle | Formula], Any]
"""Gives the object behind a handle, or the function of a formula."""


class Unpacker:
    """Reads one tree, taking the bytes of its arrays from the blob in order.

    Parameters
    ----------
    blob : memoryview
        The arrays' bytes.
    resolve : callable, optional
        Without it handles stay handles, and a formula is refused: only a check makes one.

    Attributes
    ----------
    position : int
        How much of the blob was read.
    entries : int
        How many entries the containers have together.
    """

    def __init__(self, blob: memoryview, resolve: Resolve | None) -> None:
        self.position = 0
        self.entries = 0
        self._blob = blob
        self._resolve = resolve
        self._keys = Keys(WireError)

    def read(self, tree: memoryview | bytes) -> Any:
        """Return the value of a tree.

        Raises
        ------
        WireError, or what `ValueError`, `TypeError` and the like say
            When it is none.
        """
        return self._settle(msgpack.decode(tree), 0)

    def _settle(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind in LEAVES:
            return value
        if depth > 2 * DEPTH_MAX:  # a dict's pairs are a level of their own here
            raise WireError("nested too deeply")
        if kind is list:
            return self._items(value, depth)
        if kind is dict:
            self._count(len(value))
            if not all(type(key) is str for key in value):
                raise WireError("a dict whose keys are no texts")
            return {key: self._settle(entry, depth + 1) for key, entry in value.items()}
        if kind is msgpack.Ext:
            return self._extension(value.code, value.data, depth)
        raise WireError(f"a {kind.__name__}")

    def _count(self, entries: int) -> None:
        self.entries += entries
        if self.entries > ENTRIES_MAX:
            raise WireError("too many entries")

    def _items(self, values: list[Any], depth: int) -> list[Any]:
        self._count(len(values))
        if LEAVES.issuperset(map(type, values)):
            return values
        return [self._settle(entry, depth + 1) for entry in values]

    def _extension(self, code: int, data: bytes | memoryview, depth: int) -> Any:
        kind = Kind(code)
        if kind is Kind.SCALAR:
            return _read_scalar(bytes(data))
        if kind is Kind.BIG_INT:
            if len(data) > BIG_INT_MAX_BYTES:
                raise WireError("an integer is too large")
            return int.from_bytes(data, "little", signed=True)
        content = msgpack.decode(data)
        if type(content) is not list:
            raise WireError("an extension without a list")
        if kind is Kind.ARRAY:
            return self._array(*content)
        return self._build(kind, self._items(content, depth))

    def _build(self, kind: Kind, content: list[Any]) -> Any:
        if kind is Kind.TUPLE:
            return tuple(content)
        if kind is Kind.DICT:
            return {self._key(key): entry for key, entry in content}
        if kind is Kind.SET:
            return {self._key(key) for key in content}
        if kind is Kind.FROZENSET:
            return frozenset([self._key(key) for key in content])
        if kind is Kind.FORMULA:
            return self._formula(*content)
        first, second = content
        if kind is Kind.COMPLEX:
            return complex(_typed(first, float), _typed(second, float))
        if kind is Kind.FRACTION:
            denominator = _typed(second, int)
            if denominator < 1:
                raise WireError("a fraction without a denominator")
            return Fraction(_typed(first, int), denominator)
        name = _typed(second, str)[:100]
        handle = Handle(_typed(first, int), name if name.isidentifier() else "object")
        if not 0 <= handle.id < 1 << 63:
            raise WireError("a handle of an impossible number")
        return self._resolve(handle) if self._resolve else handle

    def _key(self, key: Any) -> Any:
        self._keys.check(key)
        return key

    def _formula(self, expression: str, parameters: list[str], name: str) -> Any:
        if self._resolve is None:
            raise WireError("a formula from where none is made")
        return self._resolve(Formula(expression, *parameters, name=name))

    def _array(self, dtype_name: str, shape: list[int]) -> Any:
        if dtype_name not in DTYPES and not is_text(dtype_name):
            raise WireError("an array of a forbidden type")
        if len(shape) > SIDES_MAX or any(type(side) is not int or side < 0 for side in shape):
            raise WireError("an array of a forbidden shape")
        dtype = np.dtype(dtype_name)
        if claimed_bytes(shape, dtype) > BLOB_MAX_BYTES:
            raise WireError("an array that is too large")
        size = math.prod(shape) * dtype.itemsize
        raw = self._blob[self.position : self.position + size]
        if len(raw) != size:
            raise WireError("an array without its bytes")
        self.position += size
        _check_raw(dtype, raw)
        return np.frombuffer(bytearray(raw), dtype).reshape(shape)


def _read_scalar(data: bytes) -> Any:
    name, _, raw = data.partition(b"\0")
    if name.decode("ascii") not in DTYPES:
        raise WireError("a scalar of a forbidden type")
    dtype = np.dtype(name.decode("ascii"))
    if len(raw) != dtype.itemsize:
        raise WireError("a scalar without its bytes")
    _check_raw(dtype, memoryview(raw))
    return np.frombuffer(raw, dtype)[0]


def _check_raw(dtype: np.dtype[Any], raw: memoryview) -> None:
    """Refuse bytes that are no value of their type, which NumPy would believe."""
    if dtype.kind == "b" and np.frombuffer(raw, np.uint8).max(initial=0) > 1:
        raise WireError("a truth value that is neither")
    if dtype.kind == "U" and dtype.itemsize:
        points = np.frombuffer(raw, "<u4")
        if points.max(initial=0) > 0x10FFFF or ((points >= 0xD800) & (points < 0xE000)).any():
            raise WireError("a text with broken characters")


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise WireError(f"{kind.__name__} expected")
    return value
