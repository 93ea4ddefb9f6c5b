"""Compare the answers of two submissions: plain values, call by call, with room for rounding.

Two right implementations of one mistake differ in their last digits; two different mistakes differ far
more, except in the tails, where only relative size means anything. So there are two questions: whether two
answers are *alike* (up to rounding, list or array, float32 or float64), and whether an answer *departs*
from the truth at all.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.transcript import Failed

_ALIKE_REL = 1e-6
_ALIKE_ABS = 1e-13
_TRUE_REL = 1e-9
_OUT_OF_TIME = frozenset({"cpu", "timeout"})


def alike(one: Any, other: Any) -> bool:
    """Say whether two answers are the same up to rounding and harmless differences of type."""
    return _same(one, other, _ALIKE_REL, _ALIKE_ABS)


def departs(answer: Any, truth: Any) -> bool:
    """Say whether an answer is not the truth, to nine digits of its own size."""
    return not _same(answer, truth, _TRUE_REL, 0.0)


def _same(one: Any, other: Any, relative: float, absolute: float) -> bool:
    if isinstance(one, Failed) or isinstance(other, Failed):
        return isinstance(one, Failed) and isinstance(other, Failed) and _failed_alike(one, other)
    if one is None or other is None:
        return one is other
    if _is_object(one) and _is_object(other):
        return True
    first, second = _numbers(one), _numbers(other)
    if first is not None and second is not None:
        return _close(first, second, relative, absolute)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(
            _same(one[key], other[key], relative, absolute) for key in one
        )
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(
            _same(a, b, relative, absolute) for a, b in zip(one, other, strict=True)
        )
    return type(one) is type(other) and _equal(one, other)


def _failed_alike(one: Failed, other: Failed) -> bool:
    if one.status in _OUT_OF_TIME and other.status in _OUT_OF_TIME:
        return True
    return one == other


def _is_object(value: Any) -> bool:
    """Whether it stands for an object that stayed in the sandbox; its class may have any name."""
    return isinstance(value, str) and value.startswith("<") and value.endswith(">")


def _numbers(value: Any) -> NDArray[Any] | None:
    """Read a value as an array of numbers, or None when it is not made of numbers only."""
    if isinstance(value, np.ndarray | np.generic):
        array = np.asarray(value)
        return array if array.dtype.kind in "biufc" else None
    if isinstance(value, Fraction):
        return _numbers(float(value)) if abs(value) < 10**300 else None
    if isinstance(value, bool | int | float | complex | list | tuple):
        try:
            array = np.array(value)
        except (ValueError, TypeError, OverflowError, RecursionError):
            return None
        return array if array.dtype.kind in "biufc" else None
    return None


def _close(one: NDArray[Any], other: NDArray[Any], relative: float, absolute: float) -> bool:
    if one.shape != other.shape:
        return False
    kind = complex if "c" in {one.dtype.kind, other.dtype.kind} else float
    with np.errstate(all="ignore"):
        return bool(
            np.isclose(
                one.astype(kind), other.astype(kind), rtol=relative, atol=absolute, equal_nan=True
            ).all()
        )


def _equal(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except (ValueError, TypeError, RecursionError):
        return False


_SHOWN_MAX = 160


def shown(value: Any, longest: int = _SHOWN_MAX) -> str:
    """Write an answer or an input as a student would, in few characters.

    Parameters
    ----------
    value : object
        A plain value or `Failed`.
    longest : int
        Most characters; what is cut ends in ``…``.

    Returns
    -------
    str
        One line.
    """
    if isinstance(value, Failed):
        return value.ename or {"cpu": "no answer in time", "timeout": "no answer in time"}.get(
            value.status, value.status
        )
    text = _written(value, longest)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _written(value: Any, longest: int) -> str:
    if isinstance(value, np.ndarray):
        if value.size > longest:
            return f"an array of shape {value.shape}"
        return _written(value.tolist(), longest)
    if isinstance(value, np.generic):
        return _written(value.item(), longest)
    if isinstance(value, float):
        return f"{value:.6g}" if math.isfinite(value) else str(value)
    if isinstance(value, list | tuple):
        if len(value) > longest:
            return f"a {type(value).__name__} of {len(value)}"
        inside = ", ".join(_written(entry, longest) for entry in value)
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 3000:
        return "a number of thousands of digits"
    return " ".join(repr(value).split())
