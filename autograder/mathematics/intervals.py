"""Evaluate an expression at a rational point in interval arithmetic: what comes out holds the true value.

Runs in the mathematics process, beside `evaluator`; mpmath and the standard library only.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from mpmath import iv, libmp

from .forms import Forms, TooLarge, Undefined

LARGEST_LOGARITHM = 1 << 20
"""No value may be larger than e to this, nor closer to zero than its inverse."""
MOST_REMEMBERED = 2000
"""Values of functions that are kept, each of a few thousand bits at most."""
_LARGEST, _SMALLEST = libmp.from_int(LARGEST_LOGARITHM), libmp.from_int(-LARGEST_LOGARITHM)
LARGEST_ANGLE_BITS = 1 << 13
"""Of the argument of a sine: to tell where in its period it falls takes as many digits of pi."""
_LARGEST_ANGLE, _LONGER_THAN_A_PERIOD = libmp.from_int(1 << LARGEST_ANGLE_BITS), libmp.from_int(7)
_COSINE, _SINE = 0, 1

ONE, TWO = iv.mpf(1), iv.mpf(2)
"""Whole numbers are exact at any precision; mpmath is slow to make intervals of plain ones."""


class Undecided(ArithmeticError):
    """The precision does not tell whether the expression has a value here."""


class Values:
    """Values of expressions at points, each part computed once for each point and precision.

    Parameters
    ----------
    forms : Forms
        Where the expressions are kept.
    """

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._known: dict[tuple[Fraction, int], dict[int, Any]] = {}
        self._everywhere: dict[tuple[int, int], Any] = {}

    def at(self, node: int, x: Fraction, bits: int) -> Any:
        """Return an interval that holds the value, or "undefined", "undecided" or "too large" in words.

        Parameters
        ----------
        node : int
            The expression.
        x : Fraction
            The point.
        bits : int
            The working precision.

        Returns
        -------
        interval or str
            The value.
        """
        known = self._known.setdefault((x, bits), {})
        before = iv.prec
        iv.prec = bits
        try:
            for part in self._forms.below(node):
                if part not in known:
                    self._forms.spend(self._cost(part, bits))
                    known[part] = self._part(part, x, known)
                if isinstance(known[part], str):
                    return known[part]
            return known[node]
        finally:
            iv.prec = before

    def _cost(self, node: int, bits: int) -> int:
        """Return the work of one part, about a step for 5 microseconds: functions and powers are dear."""
        dear = self._forms.nodes[node][0] in ("call", "**")
        return 20 + bits // 6 if dear else 4 + bits // 500

    def _part(self, node: int, x: Fraction, known: dict[int, Any]) -> Any:
        if self._forms.nodes[node][0] not in ("number", "constant"):
            return self._tried(node, x, known)
        same = node, iv.prec
        if same not in self._everywhere:
            self._everywhere[same] = self._tried(node, x, known)
        return self._everywhere[same]

    def _tried(self, node: int, x: Fraction, known: dict[int, Any]) -> Any:
        try:
            return self._computed(node, x, known)
        except Undefined:
            return "undefined"
        except TooLarge:
            return "too large"
        except (ArithmeticError, ValueError):
            return "undecided"

    def _computed(self, node: int, x: Fraction, known: dict[int, Any]) -> Any:
        kind, *rest = self._forms.nodes[node]
        if kind == "number":
            return _rational(rest[0])
        if kind == "x":
            return _rational(x)
        if kind == "constant":
            return +iv.pi if rest[0] == "pi" else iv.exp(ONE)
        if kind == "call":
            return _remembered(rest[0], known[rest[1]]._mpi_, iv.prec)
        a, b = known[rest[0]], known[rest[1]]
        if kind == "+":
            return a + b
        if kind == "*":
            return a * b
        if kind == "/":
            return a / _apart_from_zero(b)
        exponent = self._forms.nodes[rest[1]]
        return _power(a, b, exponent[1] if exponent[0] == "number" else None)


def _rational(value: Fraction) -> Any:
    bits = iv.prec
    parts = [
        (libmp.from_int(whole, bits, libmp.round_floor), libmp.from_int(whole, bits, libmp.round_ceiling))
        for whole in (value.numerator, value.denominator)
    ]
    return iv.make_mpf(libmp.mpi_div(*parts, bits))


def _apart_from_zero(value: Any) -> Any:
    low, high = map(libmp.mpf_sign, value._mpi_)
    if low > 0 or high < 0:
        return value
    raise Undefined if _is_zero(value) else Undecided


def _is_zero(value: Any) -> bool:
    return bool(value._mpi_ == (libmp.fzero, libmp.fzero))


def _positive(value: Any) -> Any:
    low, high = value._mpi_
    if libmp.mpf_sign(low) > 0:
        return value
    raise Undefined if libmp.mpf_le(high, libmp.fzero) else Undecided


def _widened(value: Any) -> Any:
    """Return an interval a few last digits wider: mpmath's functions do not always round outwards.

    So for arctan(1) at 200 bits, in mpmath 1.3.
    """
    return value * _slack(iv.prec)


@lru_cache
def _slack(bits: int) -> Any:
    """Return an interval around 1; the precision must be the one in force."""
    slack = iv.mpf(2) ** (4 - bits)
    return iv.mpf([1 - slack.b, 1 + slack.b])


def _exponential(value: Any) -> Any:
    low, high = value._mpi_
    if libmp.mpf_gt(high, _LARGEST) or libmp.mpf_lt(low, _SMALLEST):
        raise TooLarge("a power is too large to compute")
    return _widened(iv.exp(value))


def _logarithm(value: Any) -> Any:
    return _widened(iv.log(_positive(value)))


def _magnitude(value: Any) -> int:
    """Return about how many binary digits the largest of an interval is from 1, on either side."""
    low, high = map(libmp.mpf_abs, value._mpi_)
    _, mantissa, exponent, digits = high if libmp.mpf_gt(high, low) else low
    return abs(exponent + digits) if mantissa else 0


def _power(base: Any, exponent: Any, exact: Fraction | None) -> Any:
    """Return base ** exponent; exact is the exponent when it is a plain number."""
    if exact is not None and exact.denominator == 1:
        if _is_zero(base):
            if exact < 0:
                raise Undefined
            return iv.mpf(int(exact == 0))
        if exact < 0:
            base = ONE / _apart_from_zero(base)
        if (_magnitude(base) + 1) * abs(exact.numerator) > LARGEST_LOGARITHM:
            raise TooLarge("a power is too large to compute")
        return base ** abs(exact.numerator)
    if exact is not None and exact > 0 and _is_zero(base):
        return iv.mpf(0)
    return _exponential(exponent * _logarithm(base))


def _root(u: Any) -> Any:
    if u.b < 0:
        raise Undefined
    if u.a < 0:
        raise Undecided
    return iv.sqrt(u)


def _wave(which: int, u: Any) -> Any:
    """Return the cosine or sine of an interval; of one longer than a period, all that they can be."""
    if libmp.mpf_gt(u.delta._mpi_[0], _LONGER_THAN_A_PERIOD):
        return iv.mpf([-1, 1])
    if any(libmp.mpf_gt(libmp.mpf_abs(end), _LARGEST_ANGLE) for end in u._mpi_):
        raise TooLarge("an angle is too large to compute")
    return _widened(iv.make_mpf(_cosine_and_sine(u._mpi_, iv.prec)[which]))


@lru_cache(MOST_REMEMBERED)
def _cosine_and_sine(ends: Any, bits: int) -> Any:
    """Return both: mpmath works them out together, whichever is asked for."""
    return libmp.mpi_cos_sin(ends, bits)


@lru_cache(MOST_REMEMBERED)
def _remembered(name: str, ends: Any, bits: int) -> Any:
    """Return a built-in function of an interval at the precision in force: the lines of a page share many."""
    return _function(name, iv.make_mpf(ends))


def _function(name: str, u: Any) -> Any:
    """Return a built-in function of an interval."""
    match name:
        case "exp":
            return _exponential(u)
        case "log":
            return _logarithm(u)
        case "sqrt":
            return _root(u)
        case "abs":
            return abs(u)
        case "sin":
            return _wave(_SINE, u)
        case "cos":
            return _wave(_COSINE, u)
        case "tan":
            return _wave(_SINE, u) / _apart_from_zero(_wave(_COSINE, u))
        case "sinh":
            return (_exponential(u) - _exponential(-u)) / TWO
        case "cosh":
            return (_exponential(u) + _exponential(-u)) / TWO
        case "tanh":
            return ONE - TWO / (ONE + _exponential(TWO * u))
        case "sech":
            return TWO / (_exponential(u) + _exponential(-u))
        case "coth":
            return ONE + TWO / _apart_from_zero(_exponential(TWO * u) - ONE)
        case "atan":
            return _widened(iv.atan2(u, ONE))
    raise Undefined
