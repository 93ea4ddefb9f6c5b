"""The heads of the messages between the trusted side and a child; the values follow in frames of their own.

Every message is three frames: a head (one of the structures below), a value, and the arguments as they stand
after a call, where that says anything. A request carries a nonce that its reply must repeat, so that nothing
can answer before it was asked.
"""

from typing import Literal

import msgspec
from msgspec import msgpack

from autograder.sandbox import wire

_FRAMES = 3
_HEAD_MAX_BYTES = 512 << 10

EMPTY = wire.encode(None)
"""The frame of no value."""

Operation = Literal["call", "method", "value", "attribute", "assign", "advance"]
"""What a check can ask of a notebook that ran."""

ChildOperation = Literal[Operation, "together", "cell", "names", "settle"]
"""What a child can be asked."""

Want = Literal["value", "object", "iterator", "figures"]
"""As what the result comes back: by value where it has one, always as an object that stays, as something to
be taken item by item, or as what its figures show."""

Ending = Literal["ready", "ok", "missing", "lost", "raised", "memory", "value"]
"""How a child may say that it went; how its process ended is never its own word."""


class RequestHead(msgspec.Struct, frozen=True, array_like=True):
    """What the trusted side asks, without its values.

    Attributes
    ----------
    operation : str
        What to do.
    nonce : bytes
        To be repeated in the reply.
    name : str
        The function, method, constant or attribute.
    number : int
        The handle's number, or the cell's count from 1.
    want : str
        As what the result comes back.
    """

    operation: ChildOperation
    nonce: bytes
    name: str = ""
    number: int = 0
    want: Want = "value"


class ReplyHead(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a child answers, without its values: its student's word, whatever it says.

    Attributes
    ----------
    answer : str
        How it went.
    nonce : bytes
        The request's.
    message : str
        The reason in words; '' when it went well.
    ename : str
        Name of the exception that was raised, or ''.
    line : int
        Line within the failing cell, or 0.
    warnings : list of (str, str)
        Category and text of the warnings raised.
    """

    answer: Ending
    nonce: bytes
    message: str = ""
    ename: str = ""
    line: int = 0
    warnings: list[tuple[str, str]] = []


def write(head: RequestHead | ReplyHead, value: bytes, arguments: bytes | None = None) -> bytes:
    """Return a message: the head's frame, the value's, and that of the arguments after a call."""
    tree = msgpack.encode(head)
    return b"".join((wire.LENGTHS.pack(len(tree), 0), tree, value, EMPTY if arguments is None else arguments))


def message_length(received: bytes | bytearray) -> int | None:
    """Return how long the message at the start of these bytes is, or None while that is not known.

    Raises
    ------
    WireError
        When its head or a frame of it claims to be larger than any may be.
    """
    end = 0
    for place in range(_FRAMES):
        length = wire.frame_length(received, end)
        if length is None:
            return None
        if place == 0 and length > _HEAD_MAX_BYTES:
            raise wire.WireError("the head is too large")
        end += length
    return end


def read_request(message: memoryview) -> tuple[RequestHead, memoryview]:
    """Split a request into its head and its value's frame."""
    head, value, _ = _split(message)
    return msgpack.decode(head, type=RequestHead), value


def read_reply(message: memoryview) -> tuple[ReplyHead, memoryview, memoryview]:
    """Split a reply into its head and the frames of its value and of the arguments after the call.

    Raises
    ------
    WireError
        When the head is not one.
    """
    head, value, arguments = _split(message)
    try:
        return msgpack.decode(head, type=ReplyHead), value, arguments
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise wire.WireError(str(error)[:200]) from error


def read_replies(value: object) -> list[bytes]:
    """Read what came of requests that were sent together: one whole message each.

    Raises
    ------
    WireError
        When it is something else.
    """
    if type(value) is not list or not all(type(reply) is bytes for reply in value):
        raise wire.WireError("replies that are none")
    for reply in value:
        if message_length(reply) != len(reply):
            raise wire.WireError("a reply that is cut off")
    return value


def _split(message: memoryview) -> tuple[memoryview, memoryview, memoryview]:
    tree_bytes, blob_bytes = wire.LENGTHS.unpack_from(message)
    if blob_bytes:
        raise wire.WireError("a head with a blob")
    start = wire.LENGTHS.size + tree_bytes
    middle = start + (wire.frame_length(message, start) or 0)
    return message[wire.LENGTHS.size : start], message[start:middle], message[middle:]
