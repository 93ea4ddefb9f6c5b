"""Values as bytes: what may cross between the trusted side and a student's process.

A *frame* is two little-endian u32 lengths, a msgpack *tree* and a *blob* that holds the bytes of its arrays
in the order in which the tree names them. What msgpack has no word for travels as an extension type: tuples,
sets, complex numbers, big integers, fractions, NumPy scalars and arrays, dicts whose keys are not strings,
handles to objects that stay where they are, and (towards the student's process only) formulas.

The reader trusts nothing: every length is checked against a cap and against the bytes that are there, and
whatever is wrong ends in `WireError`. No type is ever built by name, so bytes can only become plain values.
"""

import struct
from collections.abc import Callable
from typing import Any

from msgspec import msgpack

from autograder.sandbox.kinds import (
    BLOB_MAX_BYTES,
    TREE_MAX_BYTES,
    CannotTravel,
    Handle,
    Kind,
    WireError,
)
from autograder.sandbox.packing import Packer
from autograder.sandbox.unpacking import Resolve, Unpacker

__all__ = [
    "LENGTHS",
    "CannotTravel",
    "Handle",
    "Kind",
    "WireError",
    "decode",
    "encode",
    "frame_length",
    "weigh",
]

LENGTHS = struct.Struct("<II")
_ENTRY_BYTES = 64
"""What one entry of a list or dict costs its reader, about."""


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
    packer = Packer(keep)
    try:
        tree = msgpack.encode(packer.pack(value))
    except UnicodeEncodeError as error:
        raise CannotTravel("a text with broken characters cannot be returned") from error
    except RecursionError as error:
        raise CannotTravel("the value is nested too deeply") from error
    if len(tree) > TREE_MAX_BYTES:
        raise CannotTravel("the value is too large to be returned")
    return b"".join((LENGTHS.pack(len(tree), packer.blob_bytes), tree, *packer.blob))


def decode(frame: bytes | bytearray | memoryview, resolve: Resolve | None = None) -> Any:
    """Read one frame.

    Parameters
    ----------
    frame : bytes-like
        Exactly one frame.
    resolve : callable, optional
        Gives the object behind a handle and the function of a formula; without it handles stay handles, and
        formulas are refused.

    Returns
    -------
    object
        The value; arrays are new, writable and contiguous.

    Raises
    ------
    WireError
        When the bytes are not a frame.
    """
    return weigh(frame, resolve)[0]


def weigh(frame: bytes | bytearray | memoryview, resolve: Resolve | None = None) -> tuple[Any, int]:
    """Read one frame, as `decode`, and say about how many bytes of memory its value takes."""
    view = memoryview(frame)
    try:
        tree_bytes, blob_bytes = LENGTHS.unpack_from(view)
        if LENGTHS.size + tree_bytes + blob_bytes != len(view):
            raise WireError("the lengths do not add up")
        start = LENGTHS.size + tree_bytes
        unpacker = Unpacker(view[start:], resolve)
        value = unpacker.read(view[LENGTHS.size : start])
        if unpacker.position != blob_bytes:
            raise WireError("bytes are left over")
    except WireError:
        raise
    except (ValueError, TypeError, RecursionError, MemoryError, OverflowError, struct.error) as error:
        raise WireError(f"{type(error).__name__}: {error}"[:200]) from error
    return value, len(view) + _ENTRY_BYTES * unpacker.entries


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
