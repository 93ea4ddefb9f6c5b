"""Whatever bytes come, reading them ends in a value or in `WireError`: nothing else, and nothing large."""

import resource
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import msgpack

from autograder.sandbox import messages, wire
from autograder.sandbox.outputs import notebook_outputs

pytestmark = pytest.mark.sandbox

BOUNDED = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
SAMPLES = [
    None,
    [1, "a", 2.5, b"b", True],
    {"a": {1: (2, {3}), None: frozenset("x")}},
    [10**30, 1 + 2j, wire.Handle(3, "Model")],
    np.arange(12.0).reshape(3, 4),
    [np.array(["ab", "c"]), np.float32(2), np.zeros((0, 3), dtype=bool)],
]
FRAMES = [wire.encode(sample) for sample in SAMPLES]
LARGEST = 64 << 20
"""What reading a frame of some hundred bytes may never take."""


def read(frame: bytes) -> None:
    """Read a frame, and all that is read from one; anything but `WireError` fails the test."""
    try:
        value, size = wire.weigh(frame)
        assert size <= LARGEST
        notebook_outputs(value)
    except wire.WireError:
        pass


@BOUNDED
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Bytes of no form, bare and behind lengths that add up."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read(data)
    read(wire.LENGTHS.pack(len(data), 0) + data)
    for cut in range(0, len(data), 50):
        read(wire.LENGTHS.pack(cut, len(data) - cut) + data)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) << 10 < LARGEST


@BOUNDED
@given(st.sampled_from(FRAMES), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4))
def test_changed_bytes(frame: bytes, changes: list[tuple[int, int]]) -> None:
    """Real frames in which single bytes are others."""
    changed = bytearray(frame)
    for place, byte in changes:
        changed[place % len(changed)] = byte
    read(bytes(changed))


TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 64) - 1) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3) | st.integers(-5, 5), inner, max_size=3)
        | st.tuples(st.integers(-3, 20), inner).map(lambda it: msgpack.Ext(it[0], msgpack.encode(it[1])))
    ),
    max_leaves=12,
)
ARRAYS = st.tuples(
    st.sampled_from(["<f8", "|b1", "<U3", "|O", "<M8[s]", "f8,f8", "<U0", "<U99999999", "x"]),
    st.lists(st.integers(-2, 1 << 62), max_size=10),
).map(lambda it: msgpack.Ext(int(wire.Kind.ARRAY), msgpack.encode(list(it))))


@BOUNDED
@given(TREES | ARRAYS, st.binary(max_size=64))
def test_any_tree(tree: Any, blob: bytes) -> None:
    """Well-formed msgpack with every extension, holding what it should not."""
    data = msgpack.encode(tree)
    read(wire.LENGTHS.pack(len(data), len(blob)) + data + blob)


@BOUNDED
@given(st.binary(max_size=200) | TREES.map(msgpack.encode), st.sampled_from(FRAMES), st.integers(0, 300))
def test_any_reply(head: bytes, value: bytes, cut: int) -> None:
    """A whole message: its length is known or refused, and its head is one or refused."""
    message = wire.LENGTHS.pack(len(head), 0) + head + value + messages.EMPTY
    assert messages.message_length(message) == len(message)
    assert messages.message_length(message[:cut]) in (None, len(message))
    try:
        messages.read_reply(memoryview(message))
    except wire.WireError:
        pass


@BOUNDED
@given(st.integers(0, (1 << 32) - 1), st.integers(0, (1 << 32) - 1))
def test_any_lengths(tree: int, blob: int) -> None:
    """Lengths that nobody may claim are refused before a byte is read for them."""
    head = struct.pack("<II", tree, blob)
    try:
        length = wire.frame_length(head)
    except wire.WireError:
        return
    assert length == len(head) + tree + blob
    assert length <= 256 << 20
