"""Weights that separate labelled points, and multipliers that prove there are none; in exact arithmetic.

A threshold unit computes ``V = w1*x1 + ... + wn*xn + b`` and answers 1 when ``V > 0`` (or, in the other
convention, when ``V >= 0``). Each labelled point is then one inequality on the weights. Either some weights
satisfy all of them, or some non-negative multipliers add them up to ``0 > 0``: every such *certificate* is
as good as any other, and none of them is a matter of rounding.
"""

import math
import numbers
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

CONVENTIONS = ("V > 0", "V >= 0")
"""When a unit answers 1; an answer holds to one of them for all points."""

LONGEST_TEXT = 60
MOST_BITS = 512
"""Of a numerator or denominator."""
MOST_ENTRIES = 64
LARGEST_DENOMINATOR = 1000
"""A float that equals a fraction with at most this denominator is taken as that fraction."""


class NotRational(ValueError):
    """A value that is not an exact number; the message says why, in words for the student."""


@dataclass(frozen=True, slots=True)
class Inequality:
    """``coefficients · (w1, ..., wn, b)`` is above zero.

    Attributes
    ----------
    coefficients : tuple of Fraction
        One for each weight, the bias's last.
    sign : {'>', '>='}
        Whether zero itself is excluded (strict) or allowed.
    """

    coefficients: tuple[Fraction, ...]
    sign: Literal[">", ">="]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a certificate is valid.

    Attributes
    ----------
    holds : bool
        Whether it is.
    message : str
        Why it is not, in words for the student; '' when it is.
    """

    holds: bool
    message: str = ""

    def __bool__(self) -> bool:
        return self.holds


@dataclass(frozen=True, slots=True)
class Realisation:
    """Under which conventions weights realise labels.

    Attributes
    ----------
    holds : tuple of str
        Those of `CONVENTIONS` under which every point comes out right.
    message : str
        Why there is none, in words for the student; '' when there is one.
    """

    holds: tuple[str, ...]
    message: str = ""

    def __bool__(self) -> bool:
        return bool(self.holds)


def rational(value: object) -> Fraction:
    """Read a value as an exact number.

    Parameters
    ----------
    value : object
        An integer, a float (taken as what was written: 0.1 is one tenth, and 1/3 is one third), a Fraction,
        a NumPy number or array of one, or a text such as "1/3" or "-0.5".

    Returns
    -------
    Fraction
        Its value.

    Raises
    ------
    NotRational
        When it is none of these, is not finite, or is too large.
    """
    if type(value).__module__ == "numpy" and getattr(value, "size", 0) == 1:
        value = _from_numpy(value)
    if value is None:
        raise NotRational("a number is missing (None)")
    if isinstance(value, str):
        number = _from_text(value)
    elif isinstance(value, numbers.Rational):
        number = Fraction(int(value.numerator), int(value.denominator))
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise NotRational(f"{value} is not a finite number")
        number = _from_float(float(value))
    else:
        kind = getattr(value, "type_name", type(value).__name__)  # an object may have stayed in the sandbox
        raise NotRational(f"a value of type {kind} is not a number")
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MOST_BITS:
        raise NotRational("a number is too large or too small")
    return number


def _from_numpy(value: Any) -> object:
    """Return a NumPy number as a plain one; float32's 0.1 is one tenth too."""
    plain = value.item()
    return (
        float(str(plain if value.dtype.itemsize > 4 else value.ravel()[0]))
        if isinstance(plain, float)
        else plain
    )


def _from_float(value: float) -> Fraction:
    """Return the simplest number that is this float: a small fraction, else the shortest decimal."""
    fraction = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    return fraction if float(fraction) == value else Fraction(Decimal(repr(value)))


def _from_text(text: str) -> Fraction:
    shown = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"
    mantissa, mark, exponent = text.lower().strip().partition("e")
    if len(text) > LONGEST_TEXT or (mark and len(exponent.lstrip("+-")) > 3):
        raise NotRational(f"{shown!r} is too long for a number")
    top, slash, bottom = mantissa.partition("/")
    try:
        return Fraction(top.strip() + slash + bottom.strip() + mark + exponent)
    except ZeroDivisionError:
        raise NotRational(f"{shown!r} divides by zero") from None
    except ValueError:
        raise NotRational(f"{shown!r} is not a number") from None


def rationals(values: object, count: int | None = None, what: str = "the numbers") -> tuple[Fraction, ...]:
    """Read a sequence of exact numbers.

    Parameters
    ----------
    values : object
        A list, tuple or array; a column or row of an array will do.
    count : int, optional
        How many there should be.
    what : str, optional
        What they are, for the message.

    Returns
    -------
    tuple of Fraction
        Their values.

    Raises
    ------
    NotRational
        When it is no such sequence.
    """
    entries: Any = values
    if type(values).__module__ == "numpy" and hasattr(values, "ravel"):
        entries = list(values.ravel()[: MOST_ENTRIES + 1])
    if isinstance(entries, list | tuple) and len(entries) == 1 and isinstance(entries[0], list | tuple):
        entries = entries[0]
    if not isinstance(entries, list | tuple):
        kind = "missing (None)" if values is None else f"of type {type(values).__name__}"
        raise NotRational(f"{what} are {kind}; write them as a list or tuple")
    if count is not None and len(entries) != count:
        raise NotRational(f"{what} should be {count} numbers; here are {len(entries)}")
    if len(entries) > MOST_ENTRIES:
        raise NotRational(f"{what} are more than {MOST_ENTRIES}")
    return tuple(
        rational(entry[0] if isinstance(entry, list | tuple) and len(entry) == 1 else entry)
        for entry in entries
    )


def realises(
    points: Sequence[Sequence[Any]],
    labels: Sequence[int],
    weights: object,
    bias: Literal["first", "last"] = "last",
) -> Realisation:
    """Tell under which conventions weights give every point its label.

    Parameters
    ----------
    points : sequence of sequence of numbers
        The points, of n coordinates each.
    labels : sequence of int
        0 or 1 for each.
    weights : object
        What the student gave: n weights and the bias.
    bias : {'last', 'first'}
        Where the bias stands.

    Returns
    -------
    Realisation
        The conventions under which all points come out right; a mix of both is none.
    """
    try:
        found = rationals(weights, len(points[0]) + 1, "the weights")
    except NotRational as reason:
        return Realisation((), str(reason))
    if not any(found):
        return Realisation((), "all weights are zero, which separates nothing")
    ordered = found if bias == "last" else (*found[1:], found[0])
    sums = [_dot(_extended(point), ordered) for point in points]
    holds = tuple(
        name
        for name, fires in zip(CONVENTIONS, ([v > 0 for v in sums], [v >= 0 for v in sums]), strict=True)
        if all(f == bool(label) for f, label in zip(fires, labels, strict=True))
    )
    return Realisation(holds, "" if holds else _wrong_point(points, labels, sums))


def _wrong_point(points: Sequence[Sequence[Any]], labels: Sequence[int], sums: Sequence[Fraction]) -> str:
    for point, label, v in zip(points, labels, sums, strict=True):
        if v and (v > 0) != bool(label):
            answers = "1" if v > 0 else "0"
            return f"at {_shown_point(point)} V is {v}, so the unit answers {answers}, not {int(label)}"
    edges = [
        f"at {_shown_point(p)} (wanted {int(label)})"
        for p, label, v in zip(points, labels, sums, strict=True)
        if not v
    ]
    return f"V is exactly 0 {' and '.join(edges)}: neither V > 0 nor V >= 0 is right for all of them"


def inequalities(
    points: Sequence[Sequence[Any]], labels: Sequence[int], convention: str = "V > 0"
) -> tuple[Inequality, ...]:
    """Write labelled points as inequalities on the weights.

    Parameters
    ----------
    points : sequence of sequence of numbers
        The points, of n coordinates each.
    labels : sequence of int
        0 or 1 for each.
    convention : {'V > 0', 'V >= 0'}
        When the unit answers 1.

    Returns
    -------
    tuple of Inequality
        One for each point: its coordinates and a 1 for the bias, all with the sign turned for label 0.
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"unknown convention {convention!r}")
    signs: tuple[Literal[">", ">="], Literal[">", ">="]] = (
        (">=", ">") if convention == "V > 0" else (">", ">=")
    )
    return tuple(
        Inequality(_extended(point) if label else tuple(-c for c in _extended(point)), signs[bool(label)])
        for point, label in zip(points, labels, strict=True)
    )


def contradiction(rows: Sequence[Inequality], multipliers: object) -> Verdict:
    """Tell whether multipliers add inequalities up to a contradiction.

    Parameters
    ----------
    rows : sequence of Inequality
        The inequalities.
    multipliers : object
        What the student gave: one number for each inequality.

    Returns
    -------
    Verdict
        Valid when no multiplier is negative, the coefficients add up to zero, and a strict inequality takes
        part: then ``0 > 0`` follows, which no weights can satisfy.
    """
    try:
        found = rationals(multipliers, len(rows), "the multipliers")
    except NotRational as reason:
        return Verdict(False, str(reason))
    if not any(found):
        return Verdict(False, "all multipliers are zero: they add up to 0 >= 0, which is no contradiction")
    for position, value in enumerate(found, 1):
        if value < 0:
            return Verdict(False, f"multiplier {position} is negative, which turns its inequality around")
    for place, column in enumerate(zip(*(row.coefficients for row in rows), strict=True), 1):
        left = _dot(column, found)
        if left:
            name = "the bias" if place == len(rows[0].coefficients) else f"w{place}"
            return Verdict(False, f"the sum still holds {left} times {name}; it has to cancel")
    if not any(value and row.sign == ">" for value, row in zip(found, rows, strict=True)):
        return Verdict(
            False, "no strict inequality takes part, so the sum is 0 >= 0, which is no contradiction"
        )
    return Verdict(True)


def refutes(points: Sequence[Sequence[Any]], labels: Sequence[int], multipliers: object) -> Verdict:
    """Tell whether multipliers prove that no weights realise labelled points.

    Parameters
    ----------
    points : sequence of sequence of numbers
        The points.
    labels : sequence of int
        0 or 1 for each.
    multipliers : object
        What the student gave: one number for each point.

    Returns
    -------
    Verdict
        Valid when they are a contradiction under both conventions, so that neither leaves any weights.
    """
    verdicts = [contradiction(inequalities(points, labels, name), multipliers) for name in CONVENTIONS]
    return next((verdict for verdict in verdicts if not verdict), verdicts[0])


def _extended(point: Sequence[Any]) -> tuple[Fraction, ...]:
    return (*(rational(coordinate) for coordinate in point), Fraction(1))


def _dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _shown_point(point: Sequence[Any]) -> str:
    return f"({', '.join(str(rational(coordinate)) for coordinate in point)})"
