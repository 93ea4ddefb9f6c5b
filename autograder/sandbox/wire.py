"""Values as bytes: what may cross between the trusted side and a student's process.

A *frame* is two little-endian u32 lengths, a msgpack *tree* and a *blob* that holds the bytes of its arrays
in the order in which the tree names them. What msgpack has no word for travels as an extension type: tuples,
sets, complex numbers, big integers, fractions, NumPy scalars and arrays, dicts whose keys are not strings,
and handles to objects that stay where they are.

The decoder trusts nothing: every length is checked against a cap and against the bytes that are there, and
whatever is wrong ends in `WireError`. No type is ever built by name, so bytes can only become plain values.
"""

import collections
import itertools
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Any

import numpy as np
from msgspec import msgpack

TREE_MAX_BYTES = 4 << 20
BLOB_MAX_BYTES = 32 << 20
DEPTH_MAX = 32
KEYS_MAX = 10_000
"""Most entries of a set or a dict with keys other than strings: equal hashes make many slow to read."""
ITEMS_MAX = 10_000
"""Most items taken from an iterator, which could be endless."""
BIG_INT_MAX_BYTES = 4096
TEXT_WIDTH_MAX = 4096

LENGTHS = struct.Struct("<II")
_DTYPES = frozenset(
    ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16")
)
_PLAIN = frozenset((bool, float, str, bytes, type(None)))
_ITERATOR_HOMES = frozenset(("builtins", "itertools"))
_VIEWS: tuple[type, ...] = (range, collections.deque, type({}.keys()), type({}.values()), type({}.items()))


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


def encode(value: Any, keep: Callable[[object], Handle] | None = None) -> bytes:
    """Write a value as one frame.

    Parameters
    ----------
    value : object
        Any mixture of the plain kinds.
    keep : callable, optional
        Makes a handle of an object that has no plain form; without it such an object cannot travel.

    Returns
    -------
    bytes
        The frame.

    Raises
    ------
    CannotTravel
        When some part of the value has no plain form.
    """
    packer = _Packer(keep)
    try:
        tree = msgpack.encode(packer.pack(value, 0))
    except UnicodeEncodeError as error:
        raise CannotTravel("a text with broken characters cannot be returned") from error
    except RecursionError as error:
        raise CannotTravel("the value is nested too deeply") from error
    if len(tree) > TREE_MAX_BYTES or packer.blob_bytes > BLOB_MAX_BYTES:
        raise CannotTravel("the value is too large to be returned")
    return b"".join((LENGTHS.pack(len(tree), packer.blob_bytes), tree, *packer.blob))


def decode(frame: bytes | bytearray | memoryview, resolve: Callable[[Handle], Any] | None = None) -> Any:
    """Read one frame.

    Parameters
    ----------
    frame : bytes-like
        Exactly one frame.
    resolve : callable, optional
        Gives the object behind a handle; without it handles stay handles.

    Returns
    -------
    object
        The value; arrays are new, writable and contiguous.

    Raises
    ------
    WireError
        When the bytes are not a frame.
    """
    view = memoryview(frame)
    try:
        tree_bytes, blob_bytes = LENGTHS.unpack_from(view)
        if LENGTHS.size + tree_bytes + blob_bytes != len(view):
            raise WireError("the lengths do not add up")
        start = LENGTHS.size + tree_bytes
        reader = _Reader(view[start:], resolve)
        value = reader.read(view[LENGTHS.size : start])
        if reader.position != blob_bytes:
            raise WireError("bytes are left over")
    except WireError:
        raise
    except (ValueError, TypeError, RecursionError, MemoryError, OverflowError, struct.error) as error:
        raise WireError(f"{type(error).__name__}: {error}"[:200]) from error
    return value


def frame_length(head: bytes | bytearray | memoryview, start: int = 0) -> int | None:
    """Return the length of the frame that begins at `start`, or None while its head is not there yet.

    Raises
    ------
    WireError
        When it claims to be larger than any frame may be.
    """
    if len(head) < start + LENGTHS.size:
        return None
    tree_bytes, blob_bytes = LENGTHS.unpack_from(head, start)
    if tree_bytes > TREE_MAX_BYTES or blob_bytes > BLOB_MAX_BYTES:
        raise WireError("the frame is too large")
    return int(LENGTHS.size + tree_bytes + blob_bytes)


class _Packer:
    """Turns one value into what msgpack can write, collecting the bytes of its arrays."""

    def __init__(self, keep: Callable[[object], Handle] | None) -> None:
        self.keep = keep
        self.blob: list[bytes] = []
        self.blob_bytes = 0

    def pack(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind in _PLAIN:
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

    def _items(self, values: Any, depth: int) -> list[Any]:
        if _PLAIN.issuperset(map(type, values)):
            return list(values)
        return [self.pack(value, depth + 1) for value in values]

    def _dict(self, value: dict[Any, Any], depth: int) -> Any:
        if all(type(key) is str for key in value):
            return {key: self.pack(entry, depth + 1) for key, entry in value.items()}
        _few_enough(value)
        pairs = [[self.pack(key, depth + 1), self.pack(entry, depth + 1)] for key, entry in value.items()]
        return _ext(Kind.DICT, pairs)

    def _array(self, value: Any) -> msgpack.Ext:
        if isinstance(value, np.ma.MaskedArray):
            raise CannotTravel("a masked array cannot be returned; fill it first")
        array = np.asarray(value)
        dtype = array.dtype.newbyteorder("<")
        if dtype.str not in _DTYPES and not _is_text(dtype.str):
            raise CannotTravel(f"an array of dtype {array.dtype} cannot be returned")
        array = np.ascontiguousarray(array, dtype=dtype).reshape(array.shape)
        if array.nbytes:
            self.blob.append(array.tobytes())
            self.blob_bytes += array.nbytes
        return _ext(Kind.ARRAY, [dtype.str, list(array.shape)])

    def _rare(self, value: Any, depth: int) -> Any:
        if isinstance(value, set | frozenset):
            _few_enough(value)
            code = Kind.SET if isinstance(value, set) else Kind.FROZENSET
            return _ext(code, [self.pack(entry, depth + 1) for entry in value])
        if isinstance(value, complex):
            return _ext(Kind.COMPLEX, [value.real, value.imag])
        if isinstance(value, Fraction):
            return _ext(Kind.FRACTION, [_pack_int(value.numerator), _pack_int(value.denominator)])
        for base in (int, float, str):
            if isinstance(value, base):
                return self.pack(base(value), depth + 1)
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value)
        if isinstance(value, Handle):
            return _ext(Kind.HANDLE, [value.id, value.type_name[:100]])
        if isinstance(value, _VIEWS) or _is_plain_iterator(value):
            return self._items(_taken(value), depth)
        home = type(value).__module__.split(".")[0]
        if home == "pandas":
            name = type(value).__name__
            raise CannotTravel(f"a pandas {name} cannot be returned; return its values, such as .to_numpy()")
        if self.keep is None:
            raise CannotTravel(f"a value of type {type(value).__name__} cannot travel")
        handle = self.keep(value)
        return _ext(Kind.HANDLE, [handle.id, handle.type_name[:100]])


class _Reader:
    """Reads one tree, taking the bytes of its arrays from the blob in order."""

    def __init__(self, blob: memoryview, resolve: Callable[[Handle], Any] | None) -> None:
        self.blob = blob
        self.resolve = resolve
        self.position = 0
        self._depth = 0
        self._decoder = msgpack.Decoder(ext_hook=self._extension)

    def read(self, tree: memoryview | bytes) -> Any:
        return self._decoder.decode(tree)

    def _extension(self, code: int, data: memoryview) -> Any:
        kind = Kind(code)
        if kind is Kind.SCALAR:
            return _read_scalar(bytes(data))
        if kind is Kind.BIG_INT:
            if len(data) > BIG_INT_MAX_BYTES:
                raise WireError("an integer is too large")
            return int.from_bytes(data, "little", signed=True)
        self._depth += 1
        if self._depth > 2 * DEPTH_MAX:
            raise WireError("nested too deeply")
        content = self.read(data)
        self._depth -= 1
        if not isinstance(content, list):
            raise WireError("an extension without a list")
        return self._build(kind, content)

    def _build(self, kind: Kind, content: list[Any]) -> Any:
        if kind is Kind.ARRAY:
            return self._array(*content)
        if kind is Kind.TUPLE:
            return tuple(content)
        if kind in (Kind.SET, Kind.FROZENSET, Kind.DICT):
            _few_enough(content, WireError)
            if kind is Kind.DICT:
                return {key: entry for key, entry in content}
            return set(content) if kind is Kind.SET else frozenset(content)
        first, second = content
        if kind is Kind.COMPLEX:
            return complex(_typed(first, float), _typed(second, float))
        if kind is Kind.FRACTION:
            denominator = _typed(second, int)
            if denominator < 1:
                raise WireError("a fraction without a denominator")
            return Fraction(_typed(first, int), denominator)
        handle = Handle(_typed(first, int), _typed(second, str)[:100])
        return self.resolve(handle) if self.resolve else handle

    def _array(self, dtype_name: str, shape: list[int]) -> Any:
        if dtype_name not in _DTYPES and not _is_text(dtype_name):
            raise WireError("an array of a forbidden type")
        if len(shape) > 16 or any(type(side) is not int or side < 0 for side in shape):
            raise WireError("an array of a forbidden shape")
        dtype = np.dtype(dtype_name)
        size = math.prod(shape) * dtype.itemsize
        raw = self.blob[self.position : self.position + size]
        if len(raw) != size:
            raise WireError("an array without its bytes")
        self.position += size
        _check_raw(dtype, raw)
        return np.frombuffer(bytearray(raw), dtype).reshape(shape)


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
    dtype = value.dtype.newbyteorder("<")
    if dtype.str not in _DTYPES:
        raise CannotTravel(f"a NumPy value of type {value.dtype} cannot be returned")
    return msgpack.Ext(int(Kind.SCALAR), dtype.str.encode() + b"\0" + value.astype(dtype).tobytes())


def _read_scalar(data: bytes) -> Any:
    name, _, raw = data.partition(b"\0")
    if name.decode("ascii") not in _DTYPES:
        raise WireError("a scalar of a forbidden type")
    dtype = np.dtype(name.decode("ascii"))
    if len(raw) != dtype.itemsize:
        raise WireError("a scalar without its bytes")
    _check_raw(dtype, memoryview(raw))
    return np.frombuffer(raw, dtype)[0]


def _is_text(dtype_name: str) -> bool:
    kind, width = dtype_name[:2], dtype_name[2:]
    return kind in ("<U", "|S") and width.isdecimal() and int(width) <= TEXT_WIDTH_MAX


def _check_raw(dtype: np.dtype[Any], raw: memoryview) -> None:
    """Refuse bytes that are no value of their type, which NumPy would believe."""
    if dtype.kind == "b" and np.frombuffer(raw, np.uint8).max(initial=0) > 1:
        raise WireError("a truth value that is neither")
    if dtype.kind == "U" and dtype.itemsize:
        points = np.frombuffer(raw, "<u4")
        if points.max(initial=0) > 0x10FFFF or ((points >= 0xD800) & (points < 0xE000)).any():
            raise WireError("a text with broken characters")


def _few_enough(values: Any, error: type[Exception] = CannotTravel) -> None:
    if len(values) > KEYS_MAX:
        raise error(f"a set or dict of more than {KEYS_MAX} entries cannot be returned")


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise WireError(f"{kind.__name__} expected")
    return value


def _is_plain_iterator(value: Any) -> bool:
    return isinstance(value, Iterator) and type(value).__module__ in _ITERATOR_HOMES


def _taken(values: Any) -> list[Any]:
    items = list(itertools.islice(values, ITEMS_MAX + 1))
    if len(items) > ITEMS_MAX:
        raise CannotTravel(f"an iterator of more than {ITEMS_MAX} items cannot be returned; return a list")
    return items
