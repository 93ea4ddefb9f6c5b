"""Decide whether two expressions are equal; this runs in a process of its own that may be killed.

An expression arrives as a flat list of nodes (`trees.flat`), never as text. Derivatives are taken exactly.
Then, in this order:

1. Both sides become fractions of polynomials in x, in powers exp(m) for monomials m, and in whatever else
   occurs, taken as unknowns. The same fraction proves them equal. Distinct powers exp(m) and x satisfy no
   polynomial relation, so without such unknowns different fractions prove them different.
2. Otherwise both are evaluated in interval arithmetic at many points. Disjoint intervals prove them
   different, with a witness. Intervals that still overlap at thousands of bits are taken as equal.

Functions are real: the logarithm of a negative number is undefined, and so are points where it is taken.
Two sides are equal when they agree wherever both are defined, and there are enough such points.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from mpmath import iv, mp

Nodes = list[list[Any]]
Monomial = tuple[tuple[Any, Fraction], ...]
Polynomial = dict[Monomial, Fraction]
Ratio = tuple[Polynomial, Polynomial]

POINTS = tuple(
    Fraction(text)
    for text in "1 -1 2 1/2 -2 3 -3/4 7/5 17/13 -23/19 29/11 -41/17 1/7 5 -5 1/100 -1/9 37/7 -53/12 8 "
    "13/4 -19/6 12 -11 31 -29 0 101".split()
)
SEARCH_BITS = (100, 400)
DEEP_BITS = 4000
DEEP_POINTS = 4
ENOUGH_POINTS = 6
MOST_NODES = 6000
MOST_TERMS = 1500
MOST_WORK = 400_000
LARGEST_POWER = 64
LARGEST_BITS = 1 << 20


class Undefined(ArithmeticError):
    """The expression has no real value here."""


class Undecided(ArithmeticError):
    """This precision does not tell whether the expression has a value here."""


class TooLarge(ArithmeticError):
    """A number or an expression is too large to work with."""


def equal(left: Nodes, right: Nodes, definitions: dict[str, Nodes]) -> dict[str, str]:
    """Decide whether two expressions are the same function of x.

    Parameters
    ----------
    left, right : list of list
        The expressions as flat nodes.
    definitions : dict of str to list of list
        What named functions are, each as an expression in x.

    Returns
    -------
    dict of str to str
        ``verdict`` is "equal", "different" or "unknown"; ``point``, ``left`` and ``right`` are a witness
        that they differ, '' when there is none; ``reason`` says how it was decided.
    """
    try:
        forms = Forms(definitions)
        a, b = forms.read(left), forms.read(right)
    except TooLarge as error:
        return _answer("unknown", reason=str(error))
    return _decide(forms, a, b)


def matches(target: Nodes, candidates: list[Nodes], definitions: dict[str, Nodes]) -> list[int]:
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
    list of int
        Positions among the candidates.
    """
    found: list[int] = []
    try:
        forms = Forms(definitions)
        goal = forms.read(target)
    except TooLarge:
        return found
    for position, nodes in enumerate(candidates):
        try:
            candidate = forms.read(nodes)
            if _plainly_different(forms, goal, candidate):
                continue
        except TooLarge:
            continue
        if _decide(forms, goal, candidate)["verdict"] == "equal":
            found.append(position)
    return found


def _answer(verdict: str, point: str = "", left: str = "", right: str = "", reason: str = "") -> dict[str, str]:
    return {"verdict": verdict, "point": point, "left": left, "right": right, "reason": reason}


def _decide(forms: "Forms", a: int, b: int) -> dict[str, str]:
    if a == b:
        return _answer("equal", reason="the same expression")
    proof = _proof(forms, a, b)
    if proof == "equal":
        return _answer("equal", reason="the same quotient of polynomials")
    return _compare(forms, a, b, proof == "different")


def _proof(forms: "Forms", a: int, b: int) -> str:
    """Return "equal", "different", or '' when the fractions prove neither."""
    try:
        kernels = Fractions(forms)
        (p, q), (r, s) = kernels.of(a), kernels.of(b)
        same = kernels.times(p, s) == kernels.times(r, q)
    except (ArithmeticError, RecursionError):
        return ""
    if not same:
        return "" if kernels.unknowns else "different"
    defined = not kernels.unknowns or any(
        not isinstance(_value_at(forms, a, x), str) and not isinstance(_value_at(forms, b, x), str)
        for x in POINTS
    )
    return "equal" if defined else ""


def _plainly_different(forms: "Forms", a: int, b: int) -> bool:
    for x in POINTS[6:10]:
        left, right = _value_at(forms, a, x), _value_at(forms, b, x)
        if not isinstance(left, str) and not isinstance(right, str) and _disjoint(left, right):
            return True
    return False


def _compare(forms: "Forms", a: int, b: int, proved_different: bool) -> dict[str, str]:
    """Compare two expressions point by point."""
    good: list[Fraction] = []
    only: dict[str, tuple[Fraction, Any]] = {}
    try:
        for bits in SEARCH_BITS:
            good = []
            for x in POINTS:
                left, right = _value_at(forms, a, x, bits), _value_at(forms, b, x, bits)
                if isinstance(left, str) or isinstance(right, str):
                    if right == "undefined" and not isinstance(left, str):
                        only.setdefault("left", (x, left))
                    if left == "undefined" and not isinstance(right, str):
                        only.setdefault("right", (x, right))
                    continue
                if _disjoint(left, right):
                    return _witness(x, left, right)
                if _narrow(left, bits) and _narrow(right, bits):
                    good.append(x)
        for x in good[-DEEP_POINTS:]:
            left, right = (_value_at(forms, side, x, DEEP_BITS) for side in (a, b))
            if not isinstance(left, str) and not isinstance(right, str) and _disjoint(left, right):
                return _witness(x, left, right)
    except TooLarge as error:
        return _answer("unknown", reason=str(error))
    if proved_different:
        return _answer("different", reason="the two sides differ by less than can be shown")
    if not good and only:
        side, (x, value) = next(iter(only.items()))
        shown = [_shown(value, 6), "undefined"]
        return _answer("different", str(x), *(shown if side == "left" else shown[::-1]), "one is never defined")
    if len(good) < ENOUGH_POINTS:
        return _answer("unknown", reason="there are too few points where both sides can be computed")
    return _answer("equal", reason=f"equal at {len(good)} points")


def _value_at(forms: "Forms", node: int, x: Fraction, bits: int = SEARCH_BITS[0]) -> Any:
    """Return an interval that holds the value, or "undefined", or "undecided"."""
    try:
        return forms.value(node, x, bits)
    except Undefined:
        return "undefined"
    except (Undecided, OverflowError, ValueError):
        return "undecided"


def _disjoint(left: Any, right: Any) -> bool:
    return bool(left.b < right.a or right.b < left.a)


def _narrow(value: Any, bits: int) -> bool:
    scale = max(1, abs(value.a), abs(value.b))
    return bool(value.delta <= scale * iv.mpf(2) ** (-bits // 2))


def _witness(x: Fraction, left: Any, right: Any) -> dict[str, str]:
    for digits in (6, 10, 17, 30, 60):
        shown = _shown(left, digits), _shown(right, digits)
        if shown[0] != shown[1]:
            break
    return _answer("different", str(x), *shown, reason="the values differ")


def _shown(value: Any, digits: int) -> str:
    with mp.workprec(DEEP_BITS):
        middle = (mp.mpf(value.a._mpi_[0]) + mp.mpf(value.b._mpi_[1])) / 2
        return str(mp.nstr(middle, digits))


class Forms:
    """Expressions without derivatives and names, each part kept once and known by its number.

    Parts are numbered after their own parts, so that whole expressions are worked through in order, without
    recursion.

    Parameters
    ----------
    definitions : dict of str to list of list
        What named functions are.
    """

    def __init__(self, definitions: dict[str, Nodes]) -> None:
        self.nodes: list[tuple[Any, ...]] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._values: dict[tuple[Fraction, int], dict[int, Any]] = {}
        self._definitions = definitions
        self._work = 0

    def spend(self, amount: int = 1) -> None:
        """Count work, and stop when there was too much of it."""
        self._work += amount
        if self._work > MOST_WORK:
            raise TooLarge("the expression takes too long to work out")

    def read(self, nodes: Nodes, argument: int | None = None, depth: int = 0) -> int:
        """Return the number of an expression given as flat nodes; x becomes the argument, if there is one."""
        if depth > 8:
            raise TooLarge("functions are defined by one another")
        places: list[int] = []
        for kind, *rest in nodes:
            if kind == "number":
                place = self.number(Fraction(rest[0]))
            elif kind == "variable":
                place = self._keep("x") if argument is None else argument
            elif kind == "constant":
                place = self._keep("constant", rest[0])
            elif kind == "call":
                inner = places[rest[1]]
                body = self._definitions.get(rest[0])
                place = self._keep("call", rest[0], inner) if body is None else self.read(body, inner, depth + 1)
            elif kind == "D":
                place = self.derivative(places[rest[0]])
            else:
                place = self._operation(kind, [places[position] for position in rest])
            places.append(place)
        return places[-1]

    def _operation(self, kind: str, parts: list[int]) -> int:
        if len(parts) == 1:
            return self.product(self.number(Fraction(-1)), parts[0])
        if kind == "-":
            return self.sum(parts[0], self.product(self.number(Fraction(-1)), parts[1]))
        make = {"+": self.sum, "*": self.product, "/": self.quotient, "**": self.power}
        return make[kind](*parts)

    def _keep(self, *node: Any) -> int:
        if node not in self._numbers:
            if len(self.nodes) >= MOST_NODES * 4:
                raise TooLarge("the expression is too large")
            self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[node]

    def number(self, value: Fraction) -> int:
        """Return the number of a number."""
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > 4096:
            raise TooLarge("a number is too large")
        return self._keep("number", value)

    def _exact(self, *parts: int) -> list[Fraction | None]:
        return [self.nodes[part][1] if self.nodes[part][0] == "number" else None for part in parts]

    def sum(self, a: int, b: int) -> int:
        """Return a + b."""
        p, q = self._exact(a, b)
        if p is not None and q is not None:
            return self.number(p + q)
        return b if p == 0 else a if q == 0 else self._keep("+", a, b)

    def product(self, a: int, b: int) -> int:
        """Return a * b."""
        p, q = self._exact(a, b)
        if p is not None and q is not None:
            return self.number(p * q)
        return b if p == 1 else a if q == 1 else self._keep("*", a, b)

    def quotient(self, a: int, b: int) -> int:
        """Return a / b."""
        p, q = self._exact(a, b)
        if p is not None and q:
            return self.number(p / q)
        return a if q == 1 else self._keep("/", a, b)

    def power(self, a: int, b: int) -> int:
        """Return a ** b."""
        p, q = self._exact(a, b)
        if q == 1:
            return a
        small = q is not None and q.denominator == 1 and abs(q) <= LARGEST_POWER
        return self.number(p**q.numerator) if p and q is not None and small else self._keep("**", a, b)

    def call(self, name: str, argument: int) -> int:
        """Return a built-in function of an argument."""
        return self._keep("call", name, argument)

    def below(self, node: int) -> list[int]:
        """Return everything an expression is made of, parts first, itself last."""
        seen, waiting = {node}, [node]
        while waiting:
            for part in self.parts(waiting.pop()):
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)
        if len(seen) > MOST_NODES:
            raise TooLarge("the expression is too large")
        self.spend(len(seen))
        return sorted(seen)

    def parts(self, node: int) -> tuple[int, ...]:
        """Return the direct parts of a node."""
        kind, *rest = self.nodes[node]
        return () if kind in ("number", "x", "constant") else tuple(rest[1:] if kind == "call" else rest)
