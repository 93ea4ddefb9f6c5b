"""Reading students' values: every harmless form in, everything else refused in words."""

import tracemalloc
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from autograder.checks.values import (
    WrongValue,
    boolean,
    describe,
    entries,
    floats,
    in_single_precision,
    integer,
    items,
    number,
    vector,
)

ODD = [None, "text", b"bytes", {}, {"a": 1}, {1, 2}, 1j, [1, [2]], [None], object(), 10**400, [10**400], "1"]


@pytest.mark.parametrize(
    "value",
    [
        [1, 2, 3],
        (1, 2, 3),
        np.array([1, 2, 3]),
        np.array([1, 2, 3], dtype=np.float32),
        [1.0, Fraction(2), True + 2],
    ],
    ids=repr,
)
def test_floats_reads_every_form(value: object) -> None:
    """Lists, tuples and arrays of any real dtype are the same numbers."""
    np.testing.assert_array_equal(floats(value, shape=(3,)), [1.0, 2.0, 3.0])


@pytest.mark.parametrize("value", [[1, 2], [[1], [2]], [[1, 2]], np.array([[1], [2]])], ids=repr)
def test_vector_reads_rows_and_columns(value: object) -> None:
    """A row, a column and a list are the same vector."""
    np.testing.assert_array_equal(vector(value, 2), [1.0, 2.0])


@pytest.mark.parametrize("value", [3, 3.0, [3], [[3]], np.float32(3), np.array(3)], ids=repr)
def test_number_reads_single_numbers(value: object) -> None:
    """One number is one number, in however many brackets."""
    assert number(value) == 3.0


@pytest.mark.parametrize("read", [floats, vector, number, integer, boolean])
@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:20])
def test_odd_values_fail_in_words(read: object, value: object) -> None:
    """What is not numbers ends the check as failed, never with another exception."""
    with pytest.raises(WrongValue, match="the result"):
        read(value)  # type: ignore[operator]


def test_wrong_shape_names_both() -> None:
    """The message says the shape that came and the one wanted."""
    with pytest.raises(WrongValue, match=r"has shape \(2, 1\); it should be an array of shape \(2,\)"):
        floats([[1], [2]], shape=(2,))


def test_any_length_axis() -> None:
    """None in a shape stands for an axis of any length."""
    assert floats([[1, 2]], shape=(None, 2)).shape == (1, 2)


@pytest.mark.parametrize(
    ("value", "expected"), [(True, True), (0, False), (1.0, True), (np.bool_(False), False)]
)
def test_boolean_reads_yes_and_no(value: object, expected: bool) -> None:
    """Zeros and ones of any type are truth values."""
    assert boolean(value) is expected


@pytest.mark.parametrize("value", [2, -1, 0.5])
def test_boolean_refuses_other_numbers(value: float) -> None:
    """Only 0 and 1 are truth values."""
    with pytest.raises(WrongValue):
        boolean(value)


@pytest.mark.parametrize("value", [1.5, float("nan"), float("inf")])
def test_integer_refuses_fractions(value: float) -> None:
    """A whole number is finite and whole."""
    with pytest.raises(WrongValue):
        integer(value)


def test_items_counts() -> None:
    """A function that returns two values where three were asked is told so."""
    with pytest.raises(WrongValue, match="a tuple of 2; it should be 3 values"):
        items((1, 2), 3)


def test_describe_is_short() -> None:
    """A description never carries a long value."""
    assert len(describe("x" * 10_000)) < 120


@pytest.mark.parametrize("form", [np.float32(0.1), float(np.float32(0.1)), [float(np.float32(0.1)), 0.5], 1])
def test_float32_is_known_by_its_numbers(form):
    """What was computed in float32 is known also after it became a Python float or a list."""
    assert in_single_precision(form)


@pytest.mark.parametrize("form", [0.1, [0.5, 0.1], np.array([1e308]), None, "0.5"])
def test_float64_is_not_taken_for_float32(form):
    """One number that float32 cannot hold is enough; what is no number is not float32 either."""
    assert not in_single_precision(form)


def test_a_dict_of_answers_is_read_and_an_untouched_stub_named():
    """A dict comes back as it is; None is told apart from a wrong kind of answer."""
    assert entries({"a": 1}, "GATES") == {"a": 1}
    with pytest.raises(WrongValue, match="GATES is not answered yet"):
        entries(None, "GATES")
    with pytest.raises(WrongValue, match="GATES is a list of 1; it should be a dict"):
        entries([1], "GATES")


def deep(depth: int) -> list[object]:
    """Return a list in a list in a list."""
    found: list[object] = [1.0]
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize(
    "value", [np.zeros(200_000), [0.0] * 200_000, [[0.0] * 1000] * 200, [np.zeros(200_000)]]
)
@pytest.mark.parametrize(
    "read",
    [
        floats,
        vector,
        number,
        integer,
        boolean,
        lambda value: floats(value, (None, 3)),
        lambda value: floats(value, (3,)),
        lambda value: vector(value, 5),
        lambda value: floats(value, most=400),
        lambda value: vector(value, most=400),
    ],
)
def test_too_many_numbers_are_refused_in_short_words(value: object, read: Callable[[object], object]) -> None:
    """An open length has a bound, a wanted one is said, and the answer itself is never written out."""
    with pytest.raises(WrongValue) as caught:
        read(value)
    assert 10 < len(str(caught.value)) < 150


@pytest.mark.parametrize("value", [np.zeros(200_000), [0.0] * 200_000, deep(2000)])
def test_too_much_is_looked_at_before_it_is_computed_with(value: object) -> None:
    """Refusing takes no memory to speak of, however the numbers are packed."""
    tracemalloc.start()
    try:
        for read in (number, lambda v: vector(v, most=400), lambda v: floats(v, most=400)):
            with pytest.raises(WrongValue):
                read(value)
        assert not in_single_precision(value)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_an_exact_length_may_be_large() -> None:
    """What a check asks for by its length is read, however long; so is a bound of its own."""
    assert vector(np.zeros(300_000), 300_000).size == 300_000
    assert floats(np.zeros((300_000, 1)), (300_000, 1)).size == 300_000
    assert vector([0.0] * 150_000, most=200_000).size == 150_000


def test_sequences_have_a_bound() -> None:
    """An open number of things has a bound, which the message says; a wanted number is its own."""
    assert len(items(list(range(20_000)), 20_000)) == 20_000
    for value, most in ((list(range(20_000)), 10_000), (np.zeros((8, 2)), 7)):
        with pytest.raises(WrongValue, match=f"at most {most} values"):
            items(value, most=most)


def test_a_long_text_is_described_by_its_beginning() -> None:
    """A text of megabytes costs no more than a short one."""
    tracemalloc.start()
    try:
        text = "x" * 1_000_000
        before = tracemalloc.get_traced_memory()[0]
        assert len(describe(text)) < 100
        assert tracemalloc.get_traced_memory()[1] - before < 10_000
    finally:
        tracemalloc.stop()
