"""A function that a check passes to a student's function: written as a formula, made where it is called.

No code of the trusted side crosses. What crosses is the text of one expression, which the student's process
turns into a function over NumPy's names; it writes down what it was called with, so that a check can see how
often and where a student evaluated it.
"""

import copy
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

CALLS_MAX = 10_000
CALLS_BYTES_MAX = 4 << 20
"""Most calls of one formula, and most memory of their arrays, that are written down; others are answered."""


class Formula:
    """A function of named arguments, as the text of one Python expression over NumPy's names.

    Parameters
    ----------
    expression : str
        For example ``"w[0] ** 2 + sin(w[1])"``; NumPy's names can be used bare or behind ``np.``.
    *parameters : str
        The arguments' names, in order.
    name : str
        What the function is called.

    Raises
    ------
    SyntaxError
        When the expression is none.

    Notes
    -----
    The student's code can read the expression, so it is never the answer to the question. A formula is made
    by a check only: none is ever read from a student's process.

    Examples
    --------
    >>> square = Formula("x ** 2", "x")
    >>> float(square(3.0))
    9.0
    """

    def __init__(self, expression: str, *parameters: str, name: str = "f") -> None:
        self.expression = expression
        self.parameters = parameters
        self.name = name
        self._function = _function(expression, parameters, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the formula's value, here."""
        return self._function(*args, **kwargs)

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(self.parameters)}) = {self.expression}"


class Recorded:
    """A formula made into a function beside the student's code.

    Attributes
    ----------
    calls : list of list
        The arguments of each call, in the order of the parameters, as they were at the time.
    """

    def __init__(self, expression: str, parameters: list[str], name: str) -> None:
        self.name = name
        self.calls: list[list[Any]] = []
        self._bytes_left = CALLS_BYTES_MAX
        self._function = _function(expression, tuple(parameters), name)
        self._signature = inspect.signature(self._function)

    def function(self) -> Callable[..., Any]:
        """Return the function that the student's code gets."""

        def call(*args: Any, **kwargs: Any) -> Any:
            if len(self.calls) < CALLS_MAX and self._bytes_left > 0:
                values = list(self._signature.bind(*args, **kwargs).arguments.values())
                self._bytes_left -= sum(value.nbytes for value in values if isinstance(value, np.ndarray))
                self.calls.append(copy.deepcopy(values))
            return self._function(*args, **kwargs)

        call.__name__ = call.__qualname__ = self.name
        vars(call)["__signature__"] = self._signature
        return call


def _function(expression: str, parameters: tuple[str, ...], name: str) -> Callable[..., Any]:
    names: dict[str, Any] = {key: value for key, value in vars(np).items() if not key.startswith("_")}
    compile(expression, f"<{name}>", "eval")  # it has to be an expression by itself
    code = compile(f"lambda {', '.join(parameters)}: ({expression}\n)", f"<{name}>", "eval")
    function: Callable[..., Any] = eval(code, {**names, "np": np})  # noqa: S307  (a check's text)
    function.__name__ = name
    return function
