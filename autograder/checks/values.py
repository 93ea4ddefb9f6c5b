"""Read a student's value as the kind of thing a check needs, or fail in the student's words.

A student may return anything: a list where an array was meant, a column for a row, ``None`` for a
forgotten ``return``. The functions here accept every harmless form and turn the rest into a failed check
whose message says what came and what was wanted. A check that reads every answer through them cannot
fall over, whatever a student returns.

How much came is looked at before anything is computed from it, in time and memory that do not depend on it:
a check states how many numbers can be right, or lives with the caps below.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

WrongValue = pytest.fail.Exception
"""What a check raises for an answer that is not what was asked; its words are shown to the student."""

NUMBERS_MAX = 100_000
"""Most numbers read from one answer whose shape a check leaves open."""
ITEMS_MAX = 10_000
"""Most things read from one sequence whose length a check leaves open."""

_LONGEST = 80


def describe(value: object) -> str:
    """Say in a few words what a value is, without showing much of it.

    Parameters
    ----------
    value : object
        Anything a student returned.

    Returns
    -------
    str
        For example ``"None"``, ``"a list of 3"``, ``"an array of shape (2, 3)"``, ``"the text 'abc'"``.
    """
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, str):
        return f"the text {_shorten(repr(value[:_LONGEST]))}"
    if isinstance(value, bytes):
        return "bytes"
    if isinstance(value, int | float | complex | Fraction | np.generic):
        return f"the number {_shorten(_number_text(value))}"
    if isinstance(value, list | tuple | set | frozenset | dict):
        return f"a {type(value).__name__} of {len(value)}"
    return f"an object of type {_shorten(getattr(value, 'type_name', type(value).__name__))}"


def floats(
    value: object,
    shape: tuple[int | None, ...] | None = None,
    what: str = "the result",
    *,
    most: int = NUMBERS_MAX,
) -> NDArray[np.float64]:
    """Read a value as an array of real numbers.

    Parameters
    ----------
    value : object
        A number, a (nested) list or tuple, or an array of any real dtype.
    shape : tuple of int or None, optional
        The shape wanted; None for an axis of any length. Without it every shape will do.
    what : str, optional
        What the value is, for the message.
    most : int, optional
        Most numbers that can be right, where the shape is left open.

    Returns
    -------
    ndarray of float64
        A new array; infinities and nan are kept.

    Raises
    ------
    WrongValue
        When the value is not made of real numbers, has another shape, or holds too many of them.
    """
    wanted = "a number" if shape == () else "real numbers" if shape is None else _array_of(shape)
    if shape is not None and None not in shape:
        most = max(NUMBERS_MAX, math.prod(size for size in shape if size is not None))
    _require_at_most(most, value, what, wanted)
    array = _as_real_array(value)
    if array is None:
        pytest.fail(f"{what} is {describe(value)}; it should be {wanted}", pytrace=False)
    if shape is not None and not _fits(array.shape, shape):
        pytest.fail(f"{what} has shape {array.shape}; it should be {wanted}", pytrace=False)
    return array


def vector(
    value: object, n: int | None = None, what: str = "the result", *, most: int = NUMBERS_MAX
) -> NDArray[np.float64]:
    """Read a row, a column or a list as a vector of real numbers.

    Parameters
    ----------
    value : object
        Anything of shape (n,), (n, 1) or (1, n).
    n : int, optional
        The length wanted.
    what : str, optional
        What the value is, for the message.
    most : int, optional
        The greatest length that can be right, where `n` is left open.

    Returns
    -------
    ndarray of float64 of shape (n,)
        The numbers in order.

    Raises
    ------
    WrongValue
        When the value is anything else.
    """
    wanted = "a vector of numbers" if n is None else f"a vector of {n} numbers"
    _require_at_most(most if n is None else max(NUMBERS_MAX, n), value, what, wanted)
    array = _as_real_array(value)
    if array is None:
        pytest.fail(f"{what} is {describe(value)}; it should be {wanted}", pytrace=False)
    flat = array.reshape(-1)
    is_vector = array.ndim == 1 or (array.ndim == 2 and 1 in array.shape) or (array.ndim == 0 and n == 1)
    if not is_vector or (n is not None and flat.size != n):
        pytest.fail(f"{what} has shape {array.shape}; it should be {wanted}", pytrace=False)
    return flat


def number(value: object, what: str = "the result") -> float:
    """Read a value as one real number; an array that holds a single number will do.

    Raises
    ------
    WrongValue
        When it is not one real number.
    """
    array = _as_real_array(value) if _size(value, 1) == 1 else None
    if array is None or array.size != 1:
        pytest.fail(f"{what} is {describe(value)}; it should be a number", pytrace=False)
    return float(array.reshape(()))


def integer(value: object, what: str = "the result") -> int:
    """Read a value as a whole number; ``3.0`` will do.

    Raises
    ------
    WrongValue
        When it is not one whole number.
    """
    found = number(value, what)
    if not math.isfinite(found) or found != round(found):
        pytest.fail(f"{what} is {describe(value)}; it should be a whole number", pytrace=False)
    return round(found)


def boolean(value: object, what: str = "the result") -> bool:
    """Read a value as yes or no; ``True``, ``1``, ``1.0`` and NumPy's own booleans will do.

    Raises
    ------
    WrongValue
        When it is neither 0 nor 1.
    """
    found = number(value, what)
    if found not in (0.0, 1.0):
        pytest.fail(f"{what} is {describe(value)}; it should be True or False", pytrace=False)
    return bool(found)


def in_single_precision(value: object) -> bool:
    """Say whether an answer was computed in float32, in whatever container it came.

    Returns
    -------
    bool
        True when every number is exactly one of float32's, as hardly any result in float64 is.
    """
    array = _as_real_array(value) if _size(value, NUMBERS_MAX) <= NUMBERS_MAX else None
    if array is None:
        return False
    with np.errstate(all="ignore"):
        return bool(np.array_equal(array, array.astype(np.float32), equal_nan=True))


def items(
    value: object, n: int | None = None, what: str = "the result", *, most: int = ITEMS_MAX
) -> list[Any]:
    """Read a value as a sequence of things (a tuple that a function returns, say).

    Raises
    ------
    WrongValue
        When it is not a sequence, not of length `n`, or without `n` of more than `most` things.
    """
    if not isinstance(value, list | tuple) and not (isinstance(value, np.ndarray) and value.ndim > 0):
        wanted = "several values" if n is None else f"{n} values"
        pytest.fail(f"{what} is {describe(value)}; it should be {wanted}", pytrace=False)
    if len(value) != n if n is not None else len(value) > most:
        wanted = f"at most {most} values" if n is None else f"{n} values"
        pytest.fail(f"{what} is {describe(value)}; it should be {wanted}", pytrace=False)
    return list(value)


def entries(value: object, what: str = "the answer") -> dict[Any, Any]:
    """Read a constant as a dict of answers.

    Raises
    ------
    WrongValue
        When it is something else, or still None as in the stub.
    """
    if value is None:
        pytest.fail(f"{what} is not answered yet: it is still None", pytrace=False)
    if not isinstance(value, dict):
        pytest.fail(f"{what} is {describe(value)}; it should be a dict", pytrace=False)
    return value


def _require_at_most(most: int, value: object, what: str, wanted: str) -> None:
    if _size(value, most) <= most:
        return
    if isinstance(value, np.ndarray):
        pytest.fail(f"{what} has shape {value.shape}; it should be {wanted}, {most} at most", pytrace=False)
    pytest.fail(f"{what} holds more than {most} numbers; it should be {wanted}", pytrace=False)


def _size(value: object, most: int) -> int:
    """Count the leaves of an answer, and stop once there are more than `most`."""
    if isinstance(value, np.ndarray):
        return value.size
    count, waiting = 0, [iter((value,))]
    while waiting and count <= most:
        for entry in waiting[-1]:
            if isinstance(entry, list | tuple):
                waiting.append(iter(entry))
                break
            count += entry.size if isinstance(entry, np.ndarray) else 1
            if count > most:
                break
        else:
            waiting.pop()
    return count


def _as_real_array(value: object) -> NDArray[np.float64] | None:
    if isinstance(value, Fraction):
        value = float(value) if abs(value) < Fraction(10) ** 308 else None
    if value is None or isinstance(value, str | bytes | dict | set | frozenset | complex):
        return None
    if not isinstance(value, np.ndarray | np.generic | Sequence | int | float):
        return None
    try:
        array = np.array(_without_fractions(value))
        if array.dtype.kind not in "biuf":
            return None
        return array.astype(np.float64)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None


def _without_fractions(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_without_fractions(entry) for entry in value]
    return float(value) if isinstance(value, Fraction) else value


def _fits(found: tuple[int, ...], wanted: tuple[int | None, ...]) -> bool:
    return len(found) == len(wanted) and all(w is None or f == w for f, w in zip(found, wanted, strict=True))


def _array_of(shape: tuple[int | None, ...]) -> str:
    sizes = ", ".join("any" if size is None else str(size) for size in shape)
    return f"an array of shape ({sizes}{',' if len(shape) == 1 else ''})"


def _number_text(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # an int of more digits than Python prints
        return "with thousands of digits"


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
