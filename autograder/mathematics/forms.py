"""Expressions as the prover keeps them: no names, no derivatives left, each part once, known by its number.

Runs in the mathematics process, beside `evaluator`; mpmath and the standard library only.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Any

Nodes = list[list[Any]]

MOST_NODES = 6000
"""Parts of one expression once its derivatives are taken."""
MOST_WORK = 600_000
"""Steps of work for one comparison, a second or so."""
LARGEST_POWER = 64
LARGEST_BITS = 4096
ZERO, ONE, TWO, MINUS_ONE = map(Fraction, (0, 1, 2, -1))


@lru_cache(200)
def _exact_number(written: str) -> Fraction:
    """Read a number; the same few stand in every line."""
    return Fraction(written)


class Undefined(ArithmeticError):
    """The expression has no real value here."""


class TooLarge(ArithmeticError):
    """A number or an expression is too large to work with."""


class Forms:
    """Expressions without derivatives and names, each part kept once and known by its number.

    Parts are numbered after their own parts, so that whole expressions are worked through in order, without
    recursion.

    Parameters
    ----------
    definitions : dict of str to list of list
        What named functions are.
    most_work : int
        Steps of work after which to give up.

    Attributes
    ----------
    work : int
        Steps of work so far.
    """

    def __init__(self, definitions: dict[str, Nodes], most_work: int = MOST_WORK) -> None:
        self.nodes: list[tuple[Any, ...]] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._exactly: dict[tuple[int, int], int] = {}
        self._below: dict[int, list[int]] = {}
        self._definitions = definitions
        self._most_work = most_work
        self.work = 0

    def spend(self, amount: int = 1) -> None:
        """Count work, and stop when there was too much of it."""
        self.work += amount
        if self.work > self._most_work:
            raise TooLarge("the expression takes too long to work out")

    def read(self, nodes: Nodes, argument: int | None = None, depth: int = 0) -> int:
        """Return the number of an expression given as flat nodes; x becomes the argument, if there is one."""
        if depth > 8:
            raise TooLarge("functions are defined by one another")
        places: list[int] = []
        for kind, *rest in nodes:
            if kind == "number":
                place = self.number(_exact_number(rest[0]))
            elif kind == "variable":
                place = self._keep("x") if argument is None else argument
            elif kind == "constant":
                place = self._keep("constant", rest[0])
            elif kind == "call":
                inner = places[rest[1]]
                body = self._definitions.get(rest[0])
                place = (
                    self._keep("call", rest[0], inner) if body is None else self.read(body, inner, depth + 1)
                )
            elif kind == "D":
                place = self.derivative(places[rest[0]])
            else:
                place = self._operation(kind, [places[position] for position in rest])
            places.append(place)
        return places[-1]

    def _operation(self, kind: str, parts: list[int]) -> int:
        if len(parts) == 1:
            return self._negative(parts[0])
        if kind == "-":
            return self.sum(parts[0], self._negative(parts[1]))
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
        key = value.numerator, value.denominator  # of a fraction itself Python is slow to make a hash
        place = self._exactly.get(key)
        if place is None:
            if max(map(int.bit_length, key)) > LARGEST_BITS:
                raise TooLarge("a number is too large")
            place = self._exactly[key] = self._keep("number", value)
        return place

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
        """Return everything an expression is made of, parts first, itself last; not to be changed."""
        found = self._below.get(node)
        if found is None:
            seen, waiting = {node}, [node]
            while waiting:
                for part in self.parts(waiting.pop()):
                    if part not in seen:
                        seen.add(part)
                        waiting.append(part)
            if len(seen) > MOST_NODES:
                raise TooLarge("the expression is too large")
            found = self._below[node] = sorted(seen)
        self.spend(len(found))
        return found

    def parts(self, node: int) -> tuple[int, ...]:
        """Return the direct parts of a node."""
        kind, *rest = self.nodes[node]
        return () if kind in ("number", "x", "constant") else tuple(rest[1:] if kind == "call" else rest)

    def derivative(self, node: int) -> int:
        """Return the derivative of an expression, by the rules of calculus."""
        slopes: dict[int, int] = {}
        for part in self.below(node):
            slopes[part] = self._slope(part, slopes)
        return slopes[node]

    def _slope(self, node: int, slopes: dict[int, int]) -> int:
        kind, *rest = self.nodes[node]
        if kind in ("number", "constant"):
            return self.number(ZERO)
        if kind == "x":
            return self.number(ONE)
        if kind == "call":
            return self._times(self._outer_slope(rest[0], rest[1]), slopes[rest[1]])
        a, b = rest
        da, db = slopes[a], slopes[b]
        if kind == "+":
            return self.sum(da, db)
        if kind == "*":
            return self.sum(self._times(da, b), self._times(a, db))
        if kind == "/":
            top = self.sum(self._times(da, b), self._negative(self._times(a, db)))
            return top if self._exact(top)[0] == 0 else self.quotient(top, self.power(b, self.number(TWO)))
        return self._power_slope(node, a, b, da, db)

    def _power_slope(self, node: int, a: int, b: int, da: int, db: int) -> int:
        if self._exact(db)[0] == 0:
            lowered = self.power(a, self.sum(b, self.number(MINUS_ONE)))
            return self._times(self.product(b, lowered), da)
        growth = db if self.nodes[a] == ("constant", "e") else self._times(db, self.call("log", a))
        if self._exact(da)[0] != 0:
            growth = self.sum(growth, self.quotient(self._times(b, da), a))
        return self._times(node, growth)

    def _outer_slope(self, name: str, u: int) -> int:
        """Return f'(u) for a built-in function f."""
        one, two = self.number(ONE), self.number(TWO)
        call = self.call(name, u)
        match name:
            case "exp":
                return call
            case "log":
                return self.quotient(one, u)
            case "sqrt":
                return self.quotient(one, self.product(two, call))
            case "abs":
                return self.quotient(u, call)
            case "sin":
                return self.call("cos", u)
            case "cos":
                return self._negative(self.call("sin", u))
            case "tan":
                return self.sum(one, self.power(call, two))
            case "sinh":
                return self.call("cosh", u)
            case "cosh":
                return self.call("sinh", u)
            case "tanh" | "coth":
                return self.sum(one, self._negative(self.power(call, two)))
            case "sech":
                return self._negative(self.product(call, self.call("tanh", u)))
        return self.quotient(one, self.sum(one, self.power(u, two)))

    def _negative(self, a: int) -> int:
        return self.product(self.number(MINUS_ONE), a)

    def _times(self, a: int, b: int) -> int:
        """Return a * b, and plain zero when either is zero."""
        return self.number(ZERO) if 0 in self._exact(a, b) else self.product(a, b)
