"""Values cross as bytes and come back equal; bytes that are no values never do harm."""

import struct
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from msgspec import msgpack

from autograder.sandbox import Formula, kinds, messages, wire

DTYPES = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"]
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary()
    | st.complex_numbers() | st.fractions()
)  # fmt: skip
keys = st.text() | st.integers() | st.tuples(st.integers(), st.booleans())
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner, max_size=4)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
        | st.frozensets(keys, max_size=4)
    ),
    max_leaves=12,
)
arrays = npst.arrays(
    st.sampled_from(DTYPES), npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
)


def frame(tree: bytes, blob: bytes = b"") -> bytes:
    """Return a frame of these parts, right or wrong."""
    return struct.pack("<II", len(tree), len(blob)) + tree + blob


def canonical(value: Any) -> Any:
    """Return types and content in a form that compares NaN as equal and knows no order of sets."""
    if isinstance(value, list | tuple):
        return type(value).__name__, [canonical(entry) for entry in value]
    if isinstance(value, set | frozenset):
        return type(value).__name__, sorted(map(repr, value))
    if isinstance(value, dict):
        return [(canonical(key), canonical(entry)) for key, entry in value.items()]
    return type(value).__name__, repr(value)


def extension(kind: wire.Kind, content: Any) -> bytes:
    """Return the tree of one extension."""
    return msgpack.encode(msgpack.Ext(int(kind), msgpack.encode(content)))


def kind_of_tuple(*entries: Any) -> msgpack.Ext:
    """Return a tuple as it stands in a tree."""
    return msgpack.Ext(int(wire.Kind.TUPLE), msgpack.encode(entries))


@given(values)
@settings(deadline=None)
def test_values_come_back_equal(value: Any) -> None:
    """Every plain value comes back with equal content and types."""
    assert canonical(wire.decode(wire.encode(value))) == canonical(value)


@given(arrays, st.sampled_from("<>"))
@settings(deadline=None)
def test_arrays_come_back_equal(array: Any, order: str) -> None:
    """Arrays keep dtype, shape and content whatever their byte order, and can be written to."""
    back = wire.decode(wire.encode(array.astype(array.dtype.newbyteorder(order))))
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable


@given(st.lists(arrays, max_size=3))
@settings(deadline=None)
def test_arrays_within_containers_keep_their_places(several: list[Any]) -> None:
    """The bytes of several arrays are not mixed up, however deep they stand."""
    back = wire.decode(wire.encode({"a": several, "b": (several,)}))
    expected = [array.tobytes() for array in several]
    assert [array.tobytes() for array in back["a"]] == expected
    assert [array.tobytes() for array in back["b"][0]] == expected


@pytest.mark.parametrize("view", [np.arange(12.0).reshape(3, 4).T, np.arange(9)[::-2], np.zeros((2, 0, 3))])
def test_views_come_back_equal(view: Any) -> None:
    """Arrays that are not contiguous travel too."""
    np.testing.assert_array_equal(wire.decode(wire.encode(view)), view)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_a_value_or_a_wire_error(data: bytes) -> None:
    """No bytes raise anything but `WireError`."""
    for candidate in (data, frame(data), frame(data[:20], data[20:])):
        try:
            wire.decode(candidate)
        except wire.WireError:
            pass


@given(values | arrays, st.data())
@settings(deadline=None, max_examples=300)
def test_damaged_frames_are_a_value_or_a_wire_error(value: Any, data: st.DataObject) -> None:
    """A right frame with some bytes changed raises nothing but `WireError`."""
    damaged = bytearray(wire.encode(value))
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(8, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        wire.decode(damaged)
    except wire.WireError:
        pass


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_a_message_or_a_wire_error(data: bytes) -> None:
    """Reading a reply of any bytes raises nothing but `WireError`."""
    candidate = frame(data) + messages.EMPTY * 2
    try:
        length = messages.message_length(candidate)
        assert length == len(candidate)
        messages.read_reply(memoryview(candidate))
    except wire.WireError:
        pass


@pytest.mark.parametrize(
    "tree",
    [
        b"\x91" * 100_000 + b"\xc0",
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        extension(wire.Kind.ARRAY, ["<f8", [1 << 40]]),
        extension(wire.Kind.ARRAY, ["<f8", [-1]]),
        extension(wire.Kind.ARRAY, ["|O8", [1]]),
        extension(wire.Kind.ARRAY, ["<U99999", [0]]),
        extension(wire.Kind.ARRAY, ["<f8", [0] * 40]),
        extension(wire.Kind.FRACTION, [1, 0]),
        extension(wire.Kind.DICT, [[[], 1]]),
        extension(wire.Kind.SET, [[1]]),
        extension(wire.Kind.SET, [[kind_of_tuple(i)] for i in range(3)]),
        extension(wire.Kind.SET, [kind_of_tuple(i) for i in range(kinds.ODD_KEYS_MAX + 1)]),
        extension(wire.Kind.FROZENSET, [kind_of_tuple(*range(kinds.ODD_KEY_PARTS_MAX + 1))]),
        extension(wire.Kind.DICT, [[kind_of_tuple(i), 0] for i in range(kinds.ODD_KEYS_MAX + 1)]),
        b"\x81" + msgpack.encode(kind_of_tuple(1)) + b"\xc0",
        b"\x81\x01\xc0",
        b"\xdd" + struct.pack(">I", kinds.ENTRIES_MAX + 1) + b"\x90" * (kinds.ENTRIES_MAX + 1),
        extension(wire.Kind.ARRAY, ["<f8", [0, 1 << 40]]),
        extension(wire.Kind.ARRAY, ["<U0", [1 << 40]]),
        extension(wire.Kind.HANDLE, [-1, "a"]),
        extension(wire.Kind.HANDLE, [(1 << 64) - 1, "a"]),
        extension(wire.Kind.FORMULA, ["1", [], "f"]),
        extension(wire.Kind.COMPLEX, ["a", "b"]),
        extension(wire.Kind.HANDLE, ["a", 1]),
        msgpack.encode(msgpack.Ext(99, b"")),
        msgpack.encode(msgpack.Ext(-1, b"\0\0\0\0")) + b"\xc0",
        msgpack.encode(msgpack.Ext(int(wire.Kind.BIG_INT), bytes(kinds.BIG_INT_MAX_BYTES + 1))),
        msgpack.encode(msgpack.Ext(int(wire.Kind.SCALAR), b"|O8\0" + bytes(8))),
        msgpack.encode(msgpack.Ext(int(wire.Kind.SCALAR), b"<f8\0" + bytes(7))),
        msgpack.encode(msgpack.Ext(int(wire.Kind.SCALAR), b"|b1\0\x02")),
    ],
)
def test_forged_trees_are_refused(tree: bytes) -> None:
    """Each way of lying about a value is a `WireError`."""
    with pytest.raises(wire.WireError):
        wire.decode(frame(tree))


@pytest.mark.parametrize(
    ("dtype", "blob"),
    [("|b1", b"\x02"), ("<U1", b"\x00\x00\x11\x00"), ("<U1", b"\x00\xd8\x00\x00"), ("|u1", b"\x00\x00")],
)
def test_forged_blobs_are_refused(dtype: str, blob: bytes) -> None:
    """Bytes that are no value of their dtype, or too many of them, are a `WireError`."""
    with pytest.raises(wire.WireError):
        wire.decode(frame(extension(wire.Kind.ARRAY, [dtype, [1]]), blob))


def test_one_array_cannot_claim_anothers_bytes() -> None:
    """Bytes are taken in order, so a small frame never grows into large arrays."""
    one = msgpack.Ext(int(wire.Kind.ARRAY), msgpack.encode(["|u1", [100]]))
    with pytest.raises(wire.WireError):
        wire.decode(frame(msgpack.encode([one, one]), bytes(100)))


def test_lengths_over_the_cap_are_refused_before_reading() -> None:
    """A frame that claims to be too large is refused by its head alone."""
    with pytest.raises(wire.WireError):
        wire.frame_length(struct.pack("<II", kinds.TREE_MAX_BYTES + 1, 0))


def test_subclasses_travel_as_what_they_are() -> None:
    """Named tuples, ordered dicts and integer enumerations lose only their names."""
    from collections import Counter, namedtuple
    from enum import IntEnum

    pair = namedtuple("pair", "a b")
    number = IntEnum("number", "one two")
    assert wire.decode(wire.encode([pair(1, 2), Counter("aab"), number.two])) == [(1, 2), {"a": 2, "b": 1}, 2]


def test_without_a_keeper_objects_cannot_travel() -> None:
    """An object has no plain form on the trusted side."""
    with pytest.raises(wire.CannotTravel, match="object"):
        wire.encode([object()])


def test_fraction_is_not_rounded() -> None:
    """Fractions of large numbers stay exact."""
    value = Fraction(10**30 + 1, 3**40)
    assert wire.decode(wire.encode(value)) == value


@pytest.mark.parametrize("digits", [4200, -4200])
def test_every_integer_that_travels_can_be_shown(digits: int) -> None:
    """Python refuses to write integers of more than 4300 digits; none of those travels."""
    value = (10 ** abs(digits)) * (1 if digits > 0 else -1)
    assert str(wire.decode(wire.encode(value))) == str(value)
    largest = int.from_bytes(b"\xff" * (kinds.BIG_INT_MAX_BYTES - 1) + b"\x7f", "little", signed=True)
    assert len(str(-largest - 1)) <= 4301
    with pytest.raises(wire.CannotTravel, match="bits"):
        wire.encode(10**4301)


def test_keys_with_one_hash_are_few() -> None:
    """Tuples of -1 and -2 have one hash, so a dict of many would take minutes to build; numbers do not."""
    from itertools import product

    alike = set(product((-1, -2), repeat=11))
    assert len({hash(key) for key in alike}) == 1
    with pytest.raises(wire.CannotTravel, match="keys"):
        wire.encode(alike)
    plain = set(range(20_000)) | {f"{number}" for number in range(100)} | {0.5, None, True, b""}
    assert wire.decode(wire.encode(plain)) == plain


def test_huge_views_are_refused_before_they_are_copied() -> None:
    """An array of no memory at all can claim any shape."""
    for view in (np.broadcast_to(0.0, (10**6, 10**6)), np.zeros((0, 10**12))):
        with pytest.raises(wire.CannotTravel, match="too large"):
            wire.encode(view)


@pytest.mark.parametrize(
    "value", [[0] * (kinds.ENTRIES_MAX + 1), [[]] * (kinds.ENTRIES_MAX + 1), "x" * (5 << 20)]
)
def test_large_values_are_refused(value: Any) -> None:
    """What is large to read does not leave, whatever its bytes."""
    with pytest.raises(wire.CannotTravel, match="too large"):
        wire.encode(value)


def test_weight_is_what_a_value_takes() -> None:
    """The memory of lists is counted by entry, that of arrays by byte."""
    assert wire.weigh(wire.encode([[]] * 1000))[1] > 56 * 1000
    assert 8000 < wire.weigh(wire.encode(np.zeros(1000)))[1] < 9000


def test_formula_goes_one_way_only() -> None:
    """A check's formula reaches the student's process; none is ever built from a student's bytes."""
    frame_of_it = wire.encode([Formula("x + y", "x", "y", name="plus")])
    with pytest.raises(wire.WireError):
        wire.decode(frame_of_it)
    (made,) = wire.decode(frame_of_it, lambda reference: reference)
    assert repr(made) == "plus(x, y) = x + y"
    assert made(1, y=2) == 3


def test_heads_are_small() -> None:
    """The head of a reply holds words only, so a large one is refused before it is read."""
    crowded = messages.ReplyHead("ok", b"", warnings=[("", "")] * 300_000)
    with pytest.raises(wire.WireError, match="head"):
        messages.message_length(messages.write(crowded, messages.EMPTY))
    full = messages.ReplyHead("raised", b"12345678", "ก" * 2000, "ข" * 200, 1, [("ค" * 200, "ง" * 500)] * 50)
    assert messages.message_length(messages.write(full, messages.EMPTY))
