"""Decide whether two expressions are equal; this runs in a process of its own that may be killed.

An expression arrives as a flat list of nodes (`trees.flat`), never as it was typed. Derivatives are taken
exactly (`forms`). Then, in this order:

1. Both sides become fractions of polynomials in x, in powers exp(m) of monomials m, and in whatever else
   occurs, taken as unknowns (`ratios`). The same fraction proves them equal. Distinct powers exp(m) and x
   satisfy no polynomial relation, so without unknowns different fractions prove them different.
2. Otherwise both are evaluated in interval arithmetic at many points (`intervals`). Disjoint intervals prove
   them different, with a witness. Intervals that still overlap at thousands of bits are taken as equal.
   Some points are the same always; others are drawn from the question's own digest, so that nobody can write
   an expression that vanishes at all of them, and the same question still has the same answer.

Functions are real: the logarithm of a negative number is undefined. Two sides are equal when they agree
wherever both are defined, and there are enough such points, drawn ones among them.
"""

import importlib
import json
import random
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

from mpmath import libmp, mp


def _package() -> str:
    """Return the package of the modules beside this one, also when this file was loaded by its path."""
    if __package__:
        return __package__
    package = ModuleType("mathematics")
    package.__path__ = [str(Path(__file__).parent)]
    sys.modules.setdefault(package.__name__, package)
    return package.__name__


_forms, _intervals, _ratios = (
    importlib.import_module(f"{_package()}.{name}") for name in ("forms", "intervals", "ratios")
)

if not __package__:
    # In the warm process: numpy waits with this import until random numbers are seeded, so that each child
    # would pay for it, and with more than for a proof.
    importlib.import_module("numpy.random")

Nodes = list[list[Any]]

POINTS = tuple(
    Fraction(text)
    for text in "1 -1 2 1/2 -2 3 -3/4 7/5 17/13 -23/19 29/11 -41/17 1/7 5 -5 1/100 -1/9 37/7 -53/12 8 "
    "13/4 -19/6 12 -11 31 -29 0 101".split()
)
"""Plain ones first, for a witness a student likes to look at; the odd ones after them meet no coincidence."""
GENERIC_POINTS = POINTS[6:10]
SEARCH_BITS = (100, 400)
DEEP_BITS = 4000
DEEP_POINTS = 4
ENOUGH_POINTS = 6
DRAWN_BETWEEN = ((-8, -3), (-3, -1), (-1, 0), (0, 1), (0, 1), (1, 3), (1, 3), (3, 8), (8, 20))
DRAWN_DENOMINATOR = 100_003
ENOUGH_DRAWN_POINTS = 3


def answer(question: str) -> dict[str, Any]:
    """Answer a question that was written as one text, which travels faster than thousands of small lists.

    Parameters
    ----------
    question : str
        JSON: a list of "equal" or "matches", and of what that function takes.

    Returns
    -------
    dict
        What the function returns.
    """
    name, *arguments = json.loads(question)
    return equal(*arguments) if name == "equal" else matches(*arguments)


def equal(left: Nodes, right: Nodes, definitions: dict[str, Nodes]) -> dict[str, str | int]:
    """Decide whether two expressions are the same function of x.

    Parameters
    ----------
    left, right : list of list
        The expressions as flat nodes.
    definitions : dict of str to list of list
        What named functions are, each as an expression in x.

    Returns
    -------
    dict of str to str or int
        ``verdict`` is "equal", "different" or "unknown"; ``point``, ``left`` and ``right`` are a witness
        that they differ, '' when there is none; ``reason`` says how it was decided, ``work`` how many steps
        it took.
    """
    pair = _Comparison(definitions, (left, right))
    try:
        found = pair.decide(pair.forms.read(left), pair.forms.read(right))
    except _forms.TooLarge as error:
        found = _answer("unknown", reason=str(error))
    except _forms.Undefined:
        found = _answer("unknown", reason="there are too few points where both sides can be computed")
    return {**found, "work": pair.forms.work}


def matches(
    target: Nodes, candidates: list[Nodes], definitions: dict[str, Nodes]
) -> dict[str, list[int] | int]:
    """Find which of several expressions are the same function as a target.

    Parameters
    ----------
    target : list of list
        The expression to compare with.
    candidates : list of list of list
        The others; one that cannot be decided does not match.
    definitions : dict of str to list of list
        As for `equal`.

    Returns
    -------
    dict of str to list or int
        ``positions`` among the candidates, and how many steps of ``work`` it took.
    """
    found: list[int] = []
    pair = _Comparison(definitions, (target, candidates), 2 * _forms.MOST_WORK)
    for position, nodes in enumerate(candidates):
        try:
            a, b = pair.forms.read(target), pair.forms.read(nodes)
            if not pair.plainly_different(a, b) and pair.decide(a, b)["verdict"] == "equal":
                found.append(position)
        except ArithmeticError:
            continue
    return {"positions": found, "work": pair.forms.work}


class _Comparison:
    """Everything that is known about the expressions of one question to the prover."""

    def __init__(
        self,
        definitions: dict[str, Nodes],
        question: tuple[object, object],
        most_work: int = _forms.MOST_WORK,
    ) -> None:
        self.forms = _forms.Forms(definitions, most_work)
        self._drawn = _drawn_points(repr((question, sorted(definitions.items()))))
        self._values = _intervals.Values(self.forms)

    def decide(self, a: int, b: int) -> dict[str, str]:
        """Decide by proof, else by points."""
        if a == b and self._defined(a):
            return _answer("equal", reason="the same expression")
        proof = self._proof(a, b)
        if proof == "equal":
            return _answer("equal", reason="the same fraction of polynomials")
        return self._by_points(a, b, proof == "different")

    def plainly_different(self, a: int, b: int) -> bool:
        """Tell whether a few points are enough to see that two expressions differ."""
        pairs = (self._pair(a, b, x, SEARCH_BITS[0]) for x in GENERIC_POINTS)
        return any(_computed(*pair) and _disjoint(*pair) for pair in pairs)

    def _proof(self, a: int, b: int) -> str:
        """Return "equal", "different", or '' when the fractions prove neither."""
        try:
            ratios = _ratios.Ratios(self.forms)
            (p, q), (r, s) = ratios.of(a), ratios.of(b)
            same = ratios.product(p, s) == ratios.product(r, q)
        except ArithmeticError:
            return ""
        if same:
            return "equal" if not ratios.unknowns or (self._defined(a) and self._defined(b)) else ""
        return "" if ratios.unknowns else "different"

    def _defined(self, node: int) -> bool:
        return any(not isinstance(self._values.at(node, x, SEARCH_BITS[0]), str) for x in POINTS)

    def _pair(self, a: int, b: int, x: Fraction, bits: int) -> tuple[Any, Any]:
        return self._values.at(a, x, bits), self._values.at(b, x, bits)

    def _by_points(self, a: int, b: int, proved_different: bool) -> dict[str, str]:
        good: list[Fraction] = []
        undefined: list[tuple[Fraction, Any, Any]] = []
        for bits in SEARCH_BITS:
            good.clear()
            for x in (*POINTS, *self._drawn):
                left, right = self._pair(a, b, x, bits)
                if _computed(left, right):
                    if _disjoint(left, right):
                        return _witness(x, left, right)
                    if _narrow(left, bits) and _narrow(right, bits):
                        good.append(x)
                elif [left, right].count("undefined") == 1 and not (left == right or _words(left, right)):
                    undefined.append((x, left, right))
        for x in good[-DEEP_POINTS:]:
            left, right = self._pair(a, b, x, DEEP_BITS)
            if _computed(left, right) and _disjoint(left, right):
                return _witness(x, left, right)
        if proved_different:
            return _answer("different", reason="the two sides differ by less than can be shown")
        if not good and undefined:
            x, left, right = undefined[0]
            return _answer(
                "different", str(x), _shown(left, 6), _shown(right, 6), "one side is never defined"
            )
        if len(good) < ENOUGH_POINTS or len(set(good) & set(self._drawn)) < ENOUGH_DRAWN_POINTS:
            return _answer("unknown", reason="there are too few points where both sides can be computed")
        return _answer("equal", reason=f"equal at {len(good)} points")


def _drawn_points(question: str) -> tuple[Fraction, ...]:
    """Draw points from a question's text: the same ones every time, not known before it is written."""
    source = random.Random(question)  # noqa: S311 - seeded by SHA-512 of the text; repeatable, not secret
    step = DRAWN_DENOMINATOR
    return tuple(Fraction(source.randrange(a * step + 1, b * step), step) for a, b in DRAWN_BETWEEN)


def _answer(
    verdict: str, point: str = "", left: str = "", right: str = "", reason: str = ""
) -> dict[str, str]:
    return {"verdict": verdict, "point": point, "left": left, "right": right, "reason": reason}


def _computed(left: Any, right: Any) -> bool:
    return not isinstance(left, str) and not isinstance(right, str)


def _words(left: Any, right: Any) -> bool:
    return isinstance(left, str) and isinstance(right, str)


def _disjoint(left: Any, right: Any) -> bool:
    (low, high), (other_low, other_high) = left._mpi_, right._mpi_
    return bool(libmp.mpf_lt(high, other_low) or libmp.mpf_lt(other_high, low))


def _narrow(value: Any, bits: int) -> bool:
    """Tell whether an interval is so small that overlapping means something."""
    size = max(mp.mpf(1), abs(_middle(value)))
    return bool(mp.make_mpf(value.delta._mpi_[1]) <= mp.ldexp(size, -bits // 2)) if size < mp.inf else False


def _middle(value: Any) -> Any:
    low, high = value._mpi_
    return (mp.make_mpf(low) + mp.make_mpf(high)) / 2


def _witness(x: Fraction, left: Any, right: Any) -> dict[str, str]:
    shown = ("", "")
    for digits in (6, 10, 17, 30, 60):
        shown = _shown(left, digits), _shown(right, digits)
        if shown[0] != shown[1]:
            break
    return _answer("different", str(x), *shown, reason="the values differ")


def _shown(value: Any, digits: int) -> str:
    if isinstance(value, str):
        return value
    with mp.workprec(DEEP_BITS):
        if _narrow(value, SEARCH_BITS[0]):
            return str(mp.nstr(_middle(value), digits))
        low, high = (mp.nstr(mp.make_mpf(end), digits) for end in value._mpi_)
        return f"between {low} and {high}"
