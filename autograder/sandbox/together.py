"""Requests that travel in one message, and what comes back: a whole reply for each of the first of them."""

from collections.abc import Iterator, Sequence

from autograder.sandbox import messages, wire
from autograder.sandbox.child import Answered
from autograder.sandbox.errors import CallFailed
from autograder.sandbox.replies import read_failure
from autograder.sandbox.request import PackedRequest, Request


def body_of(requests: Sequence[PackedRequest]) -> bytes:
    """Return the frame that asks for all of them."""
    return wire.encode(
        [[it.request.operation, it.request.name, it.request.want, it.packed] for it in requests]
    )


def answers_in(
    answered: Answered, requests: Sequence[PackedRequest]
) -> Iterator[tuple[Request, Answered | CallFailed]]:
    """Take a reply apart.

    Yields
    ------
    tuple of (Request, Answered or CallFailed)
        A request and what became of it, up to one that ran out of memory: that one has to be asked by itself.

    Raises
    ------
    WireError
        When what came is no reply.
    """
    if read_failure(answered.reply, "calls"):
        return
    replies = wire.decode(answered.value)
    if type(replies) is not list or not all(type(reply) is bytes for reply in replies):
        raise wire.WireError("replies that are none")
    for packed, message in zip(requests, replies, strict=False):
        if messages.message_length(message) != len(message):
            raise wire.WireError("a reply that is cut off")
        head, value, arguments = messages.read_reply(memoryview(message))
        failed = read_failure(head, packed.request.what)
        if failed is not None and failed.status == "memory":
            return
        share_s = answered.cpu_s / len(replies)
        yield packed.request, failed or Answered(head, value, arguments, share_s)
