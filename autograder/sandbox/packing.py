"""Turns a value into a tree that msgpack can write, and the bytes of its arrays."""

import collections
import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from msgspec import msgpack

from autograder.sandbox.formula import Formula
from autograder.sandbox.kinds import (
    BIG_INT_MAX_BYTES,
    BLOB_MAX_BYTES,
    DEPTH_MAX,
    ENTRIES_MAX,
    ITEMS_MAX,
    PLAIN,
    CannotTravel,
    Handle,
    Keys,
    Kind,
    claimed_bytes,
    wire_dtype,
)

_ITERATOR_HOMES = frozenset(("builtins", "itertools"))
_VIEWS: tuple[type, ...] = (range, collections.deque, type({}.keys()), type({}.values()), type({}.items()))
_DECIMAL_EXPONENT = 400
_TOO_LARGE = "the value is too large to be returned"


class Packer:
    """Turns one value into what msgpack can write, collecting the bytes of its arrays.

    Parameters
    ----------
    keep : callable, optional
        Makes a handle of an object that has no plain form; without it such an object cannot travel.

    Attributes
    ----------
    blob : list of bytes
        The arrays' bytes, in order.
    blob_bytes : int
        How many.
    """

    def __init__(self, keep: Callable[[object], Handle] | None) -> None:
        self.blob: list[bytes] = []
        self.blob_bytes = 0
        self._keep = keep
        self._entries = 0
        self._keys = Keys(CannotTravel)

    def pack(self, value: Any, depth: int = 0) -> Any:
        """Return the tree of a value.

        Raises
        ------
        CannotTravel
            When some part of it has no plain form.
        """
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is int:
            return _pack_int(value)
        if depth >= DEPTH_MAX:
            raise CannotTravel(f"the value is nested more than {DEPTH_MAX} deep")
        if isinstance(value, list):
            return self._items(value, depth)
        if isinstance(value, tuple):
            return _ext(Kind.TUPLE, self._items(value, depth))
        if isinstance(value, dict):
            return self._dict(value, depth)
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, np.generic):
            return _pack_scalar(value)
        return self._rare(value, depth)

    def _count(self, entries: int) -> None:
        self._entries += entries
        if self._entries > ENTRIES_MAX:
            raise CannotTravel(_TOO_LARGE)

    def _items(self, values: Any, depth: int) -> list[Any]:
        self._count(len(values))
        if PLAIN.issuperset(map(type, values)):
            return list(values)
        return [self.pack(value, depth + 1) for value in values]

    def _dict(self, value: dict[Any, Any], depth: int) -> Any:
        self._count(len(value))
        if all(type(key) is str for key in value):
            return {key: self.pack(entry, depth + 1) for key, entry in value.items()}
        pairs = []
        for key, entry in value.items():
            self._keys.check(key)
            pairs.append([self.pack(key, depth + 1), self.pack(entry, depth + 1)])
        return _ext(Kind.DICT, pairs)

    def _array(self, value: Any) -> msgpack.Ext:
        if isinstance(value, np.ma.MaskedArray):
            raise CannotTravel("a masked array cannot be returned; fill it first")
        array = np.asarray(value)
        dtype = wire_dtype(array.dtype)
        if dtype is None:
            raise CannotTravel(f"an array of dtype {array.dtype} cannot be returned")
        self.blob_bytes += array.nbytes
        # Before it is copied: a view can claim any size. An empty array's other sides count all the same.
        if max(self.blob_bytes, claimed_bytes(array.shape, dtype)) > BLOB_MAX_BYTES:
            raise CannotTravel(_TOO_LARGE)
        array = np.ascontiguousarray(array, dtype=dtype).reshape(array.shape)
        if array.nbytes:
            self.blob.append(array.tobytes())
        return _ext(Kind.ARRAY, [dtype.str, list(array.shape)])

    def _rare(self, value: Any, depth: int) -> Any:
        if isinstance(value, set | frozenset):
            self._count(len(value))
            for key in value:
                self._keys.check(key)
            code = Kind.SET if isinstance(value, set) else Kind.FROZENSET
            return _ext(code, [self.pack(entry, depth + 1) for entry in value])
        if isinstance(value, complex):
            return _ext(Kind.COMPLEX, [value.real, value.imag])
        if isinstance(value, Decimal):
            return self.pack(_plain(value), depth + 1)
        if isinstance(value, Fraction):
            return _ext(Kind.FRACTION, [_pack_int(value.numerator), _pack_int(value.denominator)])
        for base in (int, float, str):
            if isinstance(value, base):
                return self.pack(base(value), depth + 1)
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value)
        if isinstance(value, Handle):
            return _ext(Kind.HANDLE, [value.id, value.type_name[:100]])
        if isinstance(value, Formula):
            return _ext(Kind.FORMULA, [value.expression, list(value.parameters), value.name])
        if isinstance(value, _VIEWS) or _is_plain_iterator(value):
            return self._items(_taken(value), depth)
        home = type(value).__module__.split(".")[0]
        if home == "pandas":
            name = type(value).__name__
            raise CannotTravel(f"a pandas {name} cannot be returned; return its values, such as .to_numpy()")
        if self._keep is None:
            raise CannotTravel(f"a value of type {type(value).__name__} cannot travel")
        handle = self._keep(value)
        return _ext(Kind.HANDLE, [handle.id, handle.type_name[:100]])


def _ext(kind: Kind, content: list[Any]) -> msgpack.Ext:
    return msgpack.Ext(int(kind), msgpack.encode(content))


def _pack_int(value: int) -> Any:
    if -(1 << 63) <= value < 1 << 63:
        return value
    size = value.bit_length() // 8 + 1
    if size > BIG_INT_MAX_BYTES:
        raise CannotTravel(f"an integer of {value.bit_length()} bits cannot be returned")
    return msgpack.Ext(int(Kind.BIG_INT), value.to_bytes(size, "little", signed=True))


def _pack_scalar(value: np.generic) -> Any:
    if isinstance(value, np.str_):
        return str(value)
    if isinstance(value, np.bytes_):
        return bytes(value)
    dtype = wire_dtype(value.dtype)
    if dtype is None:
        raise CannotTravel(f"a NumPy value of type {value.dtype} cannot be returned")
    return msgpack.Ext(int(Kind.SCALAR), dtype.str.encode() + b"\0" + value.astype(dtype).tobytes())


def _is_plain_iterator(value: Any) -> bool:
    return isinstance(value, Iterator) and type(value).__module__ in _ITERATOR_HOMES


def _taken(values: Any) -> list[Any]:
    items = list(itertools.islice(values, ITEMS_MAX + 1))
    if len(items) > ITEMS_MAX:
        raise CannotTravel(f"an iterator of more than {ITEMS_MAX} items cannot be returned; return a list")
    return items


def _plain(value: Decimal) -> Fraction | float:
    """Return a decimal number exactly, unless it is no number or of a size that no float has."""
    if value.is_nan():
        return float("nan")
    exact = value.is_finite() and abs(value.adjusted()) <= _DECIMAL_EXPONENT
    return Fraction(value) if exact else float(value)
