"""Compute what is right once for a class, not once for every student.

Most truths that a check compares with depend on the check's own inputs alone: sixty digits of a function at
fixed points, or at the points of a frozen case. `computed_once` remembers them while a worker lives.
"""

import struct
from collections import OrderedDict
from collections.abc import Callable, Collection
from functools import wraps
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

RESULTS_MAX = 512
"""Most results that are remembered of one function; the one asked for longest ago is forgotten first."""
BYTES_MAX = 64 * 1024
"""Largest arguments, and largest result, that are remembered; about as much memory as they take."""
DEPTH_MAX = 8
"""How deep lists may be nested in what is remembered."""

_PART = 16


class _NotPlain(Exception):
    """A value whose kind or size is not remembered."""


def computed_once(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a pure function gives for plain arguments.

    Parameters
    ----------
    function : callable
        Its result may depend on its arguments alone: not on the student, on ``given``, on chance without a
        seed, nor on the student's own numbers unless they are an argument.

    Returns
    -------
    callable
        Gives the same results. Arguments are told apart by type and to the last bit: 1, 1.0 and True differ,
        and so do 0.0 and -0.0; an array also by dtype, shape and order in memory; a function written in
        Python by its code and the plain values it uses from around it. Each caller gets lists, dicts and
        arrays of its own, so no check can spoil them for the next student. What is of another kind, or
        large, is computed each time, and so is what raised.
    """
    known: OrderedDict[tuple[object, ...], R] = OrderedDict()

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        key = _key((args, kwargs))
        if key is None:
            return function(*args, **kwargs)
        if key in known:
            known.move_to_end(key)
            found: R = _copy(known[key])
            return found
        result = function(*args, **kwargs)
        if _key(result) is not None:
            known[key] = _copy(result)
            if len(known) > RESULTS_MAX:
                known.popitem(last=False)
        return result

    return remembering


def _key(value: object) -> tuple[object, ...] | None:
    """Return what tells a plain value from every other one, or None where it is not plain."""
    key = _Key()
    try:
        key.add(value, 0)
    except _NotPlain:
        return None
    return tuple(key.parts)


class _Key:
    """Collects the parts of a key: a value's type stands before it, and a sequence's length before its own.

    So no two different values have the same parts.
    """

    def __init__(self) -> None:
        self.parts: list[object] = []
        self._room = BYTES_MAX

    def add(self, value: Any, depth: int) -> None:
        """Add a value; `depth` is the number of sequences around it."""
        kind = type(value)
        self.parts.append(kind)
        self._take(_PART)
        if kind is float:
            self.parts.append(struct.pack("=d", value))
        elif kind is bool or value is None:
            self.parts.append(value)
        elif kind is int:
            self._take(value.bit_length() // 8)
            self.parts.append(value)
        elif kind is str or kind is bytes:
            self._take(4 * len(value))
            self.parts.append(value)
        elif kind is list or kind is tuple:
            self._add_all(value, depth)
        elif kind is dict:
            self._add_all([part for entry in value.items() for part in entry], depth)
        elif kind is np.ndarray or issubclass(kind, np.generic):
            self._take(value.nbytes)
            if value.dtype.kind not in "biufc":
                raise _NotPlain
            self.parts += (value.dtype.str, value.shape, value.strides, value.tobytes())
        elif kind is FunctionType:
            self._add_function(value, depth)
        else:
            raise _NotPlain

    def _add_all(self, values: Collection[Any], depth: int) -> None:
        if depth >= DEPTH_MAX:
            raise _NotPlain
        self.parts.append(len(values))
        for value in values:
            self.add(value, depth + 1)

    def _add_function(self, function: FunctionType, depth: int) -> None:
        try:
            around = [cell.cell_contents for cell in function.__closure__ or ()]
        except ValueError as error:  # a name from around it that has no value yet
            raise _NotPlain from error
        self.parts += (_Same(function.__code__), _Same(function.__globals__))
        self._add_all([*around, function.__defaults__, function.__kwdefaults__], depth)

    def _take(self, size: int) -> None:
        self._room -= size
        if self._room < 0:
            raise _NotPlain


class _Same:
    """Equal to another where both hold the very same object, which stays alive as long."""

    def __init__(self, held: object) -> None:
        self._held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._held is other._held

    def __hash__(self) -> int:
        return id(self._held)


def _copy(value: Any) -> Any:
    """Return a plain value of which nothing can be changed through the one given."""
    kind = type(value)
    if kind is np.ndarray:
        return value.copy(order="K")
    if kind is list:
        return [_copy(entry) for entry in value]
    if kind is tuple:
        return tuple(_copy(entry) for entry in value)
    if kind is dict:
        return {key: _copy(entry) for key, entry in value.items()}
    return value
