"""Reading students' values: every harmless form in, everything else refused in words."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.values import (
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
