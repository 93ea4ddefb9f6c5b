"""Truths that are computed once: keys told apart, bounds that hold, results that nobody can spoil."""

import itertools
import math
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import truths
from autograder.checks.truths import BYTES_MAX, RESULTS_MAX, computed_once


class Counted:
    """A function that writes down what it was asked."""

    def __init__(self, answer: Callable[..., Any] = lambda *_args, **_kwargs: 0.0) -> None:
        self.asked: list[Any] = []

        def function(*args: Any, **kwargs: Any) -> Any:
            self.asked.append((args, kwargs))
            return answer(*args, **kwargs)

        self.remembering = computed_once(function)

    def times(self, *values: Any) -> int:
        """Ask for all values, and return how often something was computed."""
        before = len(self.asked)
        for value in values:
            self.remembering(value)
        return len(self.asked) - before


def same(value: Any) -> bool:
    """Say whether a value is found again when it comes a second time."""
    return Counted().times(value, value) == 1


TOLD_APART = [
    1,
    1.0,
    True,
    np.float64(1.0),
    np.float32(1.0),
    np.int64(1),
    np.bool_(True),
    0.0,
    -0.0,
    0,
    False,
    np.float64(0.0),
    np.float64(-0.0),
    math.nan,
    math.inf,
    None,
    "",
    b"",
    "1",
    b"1",
    [],
    (),
    {},
    [[]],
    [1],
    (1,),
    [1.0],
    [1, 1],
    [[1], 1],
    [1, [1]],
    [[1, 1]],
    {1: 1},
    {1.0: 1},
    {1: 1, 2: 2},
    {2: 2, 1: 1},
    [1, 1, 2, 2],
    np.array(1),
    np.array(1.0),
    np.array([1]),
    np.array([1.0]),
    np.array([[1.0]]),
    np.array([1.0], dtype=">f8"),
    np.array([1.0], dtype=np.float32),
    np.array([0.0]),
    np.array([-0.0]),
    np.array([math.nan]),
    np.zeros((2, 3)),
    np.zeros((3, 2)),
    np.zeros((2, 3), order="F"),
    np.zeros((0, 3)),
    np.zeros((3, 0)),
    np.array([True]),
    np.array([1], dtype=np.int8),
    np.array([1j]),
]


def test_different_arguments_are_told_apart() -> None:
    """What Python calls equal may still be another argument."""
    pairs = itertools.combinations(TOLD_APART, 2)
    assert [pair for pair in pairs if Counted().times(*pair) != 2] == []


@pytest.mark.parametrize("place", range(len(TOLD_APART)))
def test_same_arguments_are_found_again(place: int) -> None:
    """The second time nothing is computed, nan included."""
    assert same(TOLD_APART[place])


def test_equal_content_is_found_again() -> None:
    """It is content that counts, not the object."""
    counted = Counted()
    assert counted.times([1.5, np.array([1, 2])], [1.5, np.array([1, 2])]) == 1
    assert counted.times(np.arange(3.0), np.arange(3.0)) == 1


def test_keywords_count() -> None:
    """A value by name is not a value by place, and names are told apart."""
    counted = Counted()
    for _ in range(2):
        counted.remembering(1)
        counted.remembering(x=1)
        counted.remembering(y=1)
    assert counted.asked == [((1,), {}), ((), {"x": 1}), ((), {"y": 1})]


def times_of(factor: float) -> Callable[[float], float]:
    """Return a function that uses a value from around it."""
    return lambda x: factor * x


def test_functions_are_told_apart_by_code_and_what_they_use() -> None:
    """A lambda made anew is found again; one that uses another number is not."""
    counted = Counted(lambda function: function(2.0))
    assert counted.times(*(lambda x: x + 1 for _ in range(3))) == 1
    assert counted.times(times_of(2.0), times_of(2.0), times_of(3.0)) == 2
    assert counted.times(times_of(0.0), times_of(-0.0)) == 2
    assert counted.remembering(times_of(3.0)) == 6.0
    assert counted.times(lambda x: x - 1, lambda x: x - 2) == 2


def test_defaults_of_functions_count() -> None:
    """A default is a value that a function uses, too."""
    counted = Counted(lambda function: function())
    assert counted.times(*(lambda x=x: x for x in (1, 1.0, 1))) == 2
    assert counted.times(*(lambda *, x=x: x for x in (1, 1.0, 1))) == 2


def test_same_code_in_another_file_is_another_function() -> None:
    """It may mean other things by the same names."""
    code = (lambda: FACTOR).__code__  # type: ignore[name-defined] # noqa: F821 - given below
    counted = Counted(lambda function: function())
    files = [{"FACTOR": 2.0}, {"FACTOR": 3.0}]
    assert [counted.remembering(FunctionType(code, file)) for file in files] == [2.0, 3.0]
    assert counted.times(*(FunctionType(code, file) for file in files)) == 0


def test_value_that_changes_around_a_function_counts() -> None:
    """What a function uses is looked at when it is passed, not when it was made."""
    numbers = [1.0]
    counted = Counted(lambda function: function())
    assert counted.remembering(lambda: numbers[0]) == 1.0
    numbers[0] = 2.0
    assert counted.remembering(lambda: numbers[0]) == 2.0


class Odd:
    """Of no kind that is remembered, and hashable."""


class Subclass(list):  # type: ignore[type-arg]
    """A list that may be more than it seems."""


ODD = Odd()
CIRCLE: list[Any] = []
CIRCLE.append(CIRCLE)


@pytest.mark.parametrize(
    "value",
    [
        ODD,
        [ODD],
        {1: ODD},
        {1, 2},
        Subclass(),
        CIRCLE,
        np.array([None]),
        np.array(["text"]),
        np.ma.masked_array([1.0, 2.0], [True, False]),
        "x" * BYTES_MAX,
        10 ** (3 * BYTES_MAX),
        [0.0] * (BYTES_MAX // 8),
        np.zeros(BYTES_MAX),
        iter(()),
        [].append,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_or_large_is_computed_each_time(value: object) -> None:
    """Nothing is known of such values, or they would take too much memory."""
    assert not same(value)


def test_function_that_uses_an_object_is_computed_each_time() -> None:
    """Such as one that asks the student, or the earlier functions of `given`."""
    odd = Odd()
    assert not same(lambda: odd)
    assert not same(lambda odd=odd: odd)


@pytest.mark.parametrize("result", [ODD, [ODD], np.zeros(BYTES_MAX), {1, 2}, CIRCLE])
def test_results_that_are_not_plain_or_large_are_computed_each_time(result: object) -> None:
    """They are given as they are."""
    counted = Counted(lambda _: result)
    assert counted.remembering(1) is result
    assert counted.remembering(1) is result
    assert len(counted.asked) == 2


def test_number_of_results_is_bounded() -> None:
    """What was asked for longest ago is forgotten first."""
    counted = Counted()
    assert counted.times(*range(RESULTS_MAX)) == RESULTS_MAX
    assert counted.times(0) == 0
    assert counted.times(RESULTS_MAX) == 1
    assert counted.times(0, *range(2, RESULTS_MAX + 1)) == 0
    assert counted.times(1) == 1


def test_each_function_remembers_its_own() -> None:
    """The same arguments give another function's result in another function."""
    double, triple = computed_once(lambda x: 2 * x), computed_once(lambda x: 3 * x)
    assert [double(5), triple(5), double(5), triple(5)] == [10, 15, 10, 15]


def spoil(value: Any) -> None:
    """Change whatever can be changed in a result."""
    if isinstance(value, np.ndarray):
        value += 1
    elif isinstance(value, dict):
        for entry in value.values():
            spoil(entry)
        value["more"] = 1
    elif isinstance(value, list | tuple):
        for entry in value:
            spoil(entry)
        if isinstance(value, list):
            value.append(1)


@pytest.mark.parametrize("asked_before", range(3))
def test_results_cannot_be_spoiled(asked_before: int) -> None:
    """Neither who asked first nor who asked later changes what the next one gets."""

    def answer(_: object) -> Any:
        return [np.arange(3.0), ([1.0], {"a": [np.ones((2, 2))]}), 4]

    counted = Counted(answer)
    for _ in range(asked_before):
        spoil(counted.remembering(1))
    assert repr(counted.remembering(1)) == repr(answer(1))
    assert len(counted.asked) == 1


def test_arguments_may_change_afterwards() -> None:
    """What is remembered stands by itself, also where a function gives its argument back."""
    counted = Counted(lambda x: x)
    numbers = np.arange(3.0)
    counted.remembering(numbers)
    numbers += 1
    assert counted.remembering(np.arange(3.0)).tolist() == [0.0, 1.0, 2.0]
    assert len(counted.asked) == 1
    assert counted.remembering(numbers).tolist() == [1.0, 2.0, 3.0]


def test_arrays_keep_dtype_shape_and_order() -> None:
    """A result that is remembered is the array that was computed, to the last bit."""
    for made in (np.zeros((2, 3), order="F"), np.array(-0.0), np.array([1], ">i2"), np.zeros((0, 4))):
        counted = Counted(lambda _, made=made: made)
        first, again = counted.remembering(1), counted.remembering(1)
        assert len(counted.asked) == 1
        assert again is not first
        assert (again.dtype, again.shape, again.strides) == (made.dtype, made.shape, made.strides)
        assert again.tobytes() == made.tobytes()


def test_exception_is_not_remembered() -> None:
    """What raised is asked again."""

    def answer(_: object) -> float:
        if len(counted.asked) == 1:
            raise ValueError("the first time")
        return 7.0

    counted = Counted(answer)
    with pytest.raises(ValueError, match="the first time"):
        counted.remembering(1)
    assert [counted.remembering(1), counted.remembering(1)] == [7.0, 7.0]
    assert len(counted.asked) == 2


def test_name_and_docstring_stay() -> None:
    """A function looks as it was written."""

    @computed_once
    def exact(x: float) -> float:
        """Say x."""
        return x

    assert (exact.__name__, exact.__doc__) == ("exact", "Say x.")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.integers(0, 3) | st.floats(allow_nan=False), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(one=PLAIN, other=PLAIN)
@settings(max_examples=300, deadline=None)
def test_keys_are_equal_where_the_texts_are(one: Any, other: Any) -> None:
    """Python's own text of plain values, which tells types and zeros apart, is the oracle."""
    keys = [truths._key(value) for value in (one, other, one)]
    assert keys[0] == keys[2]
    if keys[0] is not None and keys[1] is not None:
        assert (keys[0] == keys[1]) == (repr(one) == repr(other)) or "nan" in repr(one)
