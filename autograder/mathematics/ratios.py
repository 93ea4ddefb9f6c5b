"""Write an expression as a fraction of polynomials, so that equal ones are seen to be equal.

The generators are x, powers exp(m) of monomials m, and *unknowns*: whatever else occurs, such as sin(x) or a
root, taken as a letter. Runs in the mathematics process, beside `evaluator`; standard library only.
"""

from collections import defaultdict
from fractions import Fraction
from typing import Any

from .forms import LARGEST_POWER, Forms, TooLarge, Undefined

Monomial = tuple[tuple[int, Fraction], ...]
"""Pairs of a generator's number and its exponent, in order; exponents may be negative."""
Polynomial = dict[Monomial, Fraction]
Ratio = tuple[Polynomial, Polynomial]

MOST_TERMS = 1500
MOST_PRODUCTS = 20_000
"""Products of two terms for one comparison: what costs more is left to points."""
WORK_A_PRODUCT = 5
MOST_DIGITS_BITS = 20_000

ONE: Polynomial = {(): Fraction(1)}
X: Monomial = ((0, Fraction(1)),)


class Ratios:
    """Expressions as fractions of polynomials, each part worked out once.

    Parameters
    ----------
    forms : Forms
        Where the expressions are kept.

    Attributes
    ----------
    unknowns : bool
        Whether anything had to be taken as a letter; without, different fractions are different functions.
    """

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._known: dict[int, Ratio] = {}
        self._generators: list[tuple[Any, ...]] = [("x",)]
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.unknowns = False
        self._products = 0

    def of(self, node: int) -> Ratio:
        """Return an expression's numerator and denominator.

        Parameters
        ----------
        node : int
            The expression.

        Returns
        -------
        tuple of Polynomial
            The denominator is never the zero polynomial.

        Raises
        ------
        Undefined
            When something is divided by what is zero everywhere.
        TooLarge
            When the polynomials grow beyond measure.
        """
        for part in self._forms.below(node):
            if part not in self._known:
                self._known[part] = self._ratio(part)
        return self._known[node]

    def product(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """Return the product of two polynomials."""
        if p == ONE or q == ONE:
            return q if p == ONE else p
        self._products += len(p) * len(q)
        self._forms.spend(len(p) * len(q) * WORK_A_PRODUCT)
        if self._products > MOST_PRODUCTS:
            raise TooLarge("the expression is too large")
        total: defaultdict[Monomial, Fraction] = defaultdict(Fraction)
        for a, m in p.items():
            for b, n in q.items():
                total[_joined(a, b)] += m * n
        return _sound(total)

    def _ratio(self, node: int) -> Ratio:
        kind, *rest = self._forms.nodes[node]
        if kind == "number":
            return ({(): rest[0]} if rest[0] else {}), ONE
        if kind == "x":
            return {X: Fraction(1)}, ONE
        if kind == "constant":
            return self._exp_of({(): Fraction(1)}) if rest[0] == "e" else self._unknown("pi")
        if kind == "call":
            return self._function(rest[0], self._known[rest[1]])
        a, b = self._known[rest[0]], self._known[rest[1]]
        if kind == "+":
            return self._sum(a, b)
        if kind == "*":
            return self.product(a[0], b[0]), self.product(a[1], b[1])
        if kind == "/":
            return self._quotient(a, b)
        return self._power(rest[0], a, b)

    def _sum(self, a: Ratio, b: Ratio) -> Ratio:
        if a[1] == b[1]:
            return _added(a[0], b[0]), a[1]
        return _added(self.product(a[0], b[1]), self.product(b[0], a[1])), self.product(a[1], b[1])

    def _quotient(self, a: Ratio, b: Ratio) -> Ratio:
        if not b[0]:
            raise Undefined
        return self.product(a[0], b[1]), self.product(a[1], b[0])

    def _power(self, base_node: int, base: Ratio, exponent: Ratio) -> Ratio:
        if self._forms.nodes[base_node] == ("constant", "e"):
            return self._exp(exponent)
        plain = _plain(exponent)
        constant = None if plain is None or set(plain) - {()} else plain.get((), Fraction(0))
        if constant is None:
            return self._unknown("power", _key(base), _key(exponent))
        if constant.denominator == 1 and abs(constant) <= LARGEST_POWER:
            return self._whole_power(base, constant.numerator)
        inner = self._logarithm(base)
        if inner is not None:
            return self._exp_of({m: c * constant for m, c in inner.items()})
        return self._unknown("power", _key(base), constant)

    def _whole_power(self, base: Ratio, exponent: int) -> Ratio:
        top, bottom = base if exponent >= 0 else base[::-1]
        if not bottom:
            raise Undefined
        result: Ratio = (ONE, ONE)
        for _ in range(abs(exponent)):
            result = self.product(result[0], top), self.product(result[1], bottom)
        return result

    def _exp(self, u: Ratio) -> Ratio:
        plain = _plain(u)
        return self._unknown("exp of", _key(u)) if plain is None else self._exp_of(plain)

    def _function(self, name: str, u: Ratio) -> Ratio:
        if name == "exp":
            return self._exp(u)
        if name in ("log", "sqrt"):
            inner = self._logarithm(u)
            if inner is None:
                return self._unknown(name, _key(u))
            return (inner, ONE) if name == "log" else self._exp_of({m: c / 2 for m, c in inner.items()})
        if name not in ("sinh", "cosh", "tanh", "sech", "coth") or _plain(u) is None:
            return self._unknown(name, _key(u))
        up, down = self._exp(u), self._exp(({m: -c for m, c in u[0].items()}, u[1]))
        minus = _added(up[0], {m: -c for m, c in down[0].items()})
        plus = _added(up[0], down[0])
        two: Polynomial = {(): Fraction(2)}
        top, bottom = {
            "sinh": (minus, two), "cosh": (plus, two), "tanh": (minus, plus),
            "sech": (two, plus), "coth": (plus, minus),
        }[name]  # fmt: skip
        return self._quotient((top, ONE), (bottom, ONE))

    def _generator(self, *key: Any) -> int:
        """Return the number of a generator; a number stands for it in the keys of others, so none grows."""
        if key not in self._numbers:
            self._numbers[key] = len(self._generators)
            self._generators.append(key)
        return self._numbers[key]

    def _unknown(self, *key: Any) -> Ratio:
        self.unknowns = True
        return {((self._generator(*key), Fraction(1)),): Fraction(1)}, ONE

    def _exp_of(self, u: Polynomial) -> Ratio:
        """Return exp of a sum as the product of a power for each of its terms."""
        return {_ordered({self._generator("exp", m): c for m, c in u.items()}): Fraction(1)}, ONE

    def _logarithm(self, u: Ratio) -> Polynomial | None:
        """Return log(u) when u is a product of powers exp(m) alone; None for others."""
        plain = _plain(u)
        if plain is None or list(plain.values()) != [1]:
            return None
        (monomial,) = plain
        powers = [(self._generators[generator], exponent) for generator, exponent in monomial]
        if not all(key[0] == "exp" for key, _ in powers):
            return None
        return {key[1]: exponent for key, exponent in powers}


def _joined(a: Monomial, b: Monomial) -> Monomial:
    """Return the product of two monomials."""
    if not a or not b:
        return a or b
    exponents = dict(a)
    for generator, exponent in b:
        exponents[generator] = exponents.get(generator, Fraction(0)) + exponent
    return _ordered(exponents)


def _ordered(exponents: dict[int, Fraction]) -> Monomial:
    return tuple(sorted(pair for pair in exponents.items() if pair[1]))


def _added(p: Polynomial, q: Polynomial) -> Polynomial:
    total = defaultdict(Fraction, p)
    for monomial, coefficient in q.items():
        total[monomial] += coefficient
    return _sound(total)


def _sound(p: dict[Monomial, Fraction]) -> Polynomial:
    """Return a polynomial without its zero terms, unless it has grown too large."""
    kept = {monomial: coefficient for monomial, coefficient in p.items() if coefficient}
    if len(kept) > MOST_TERMS or any(c.numerator.bit_length() > MOST_DIGITS_BITS for c in kept.values()):
        raise TooLarge("the expression is too large")
    return kept


def _plain(u: Ratio) -> Polynomial | None:
    """Return a fraction over a single term as a polynomial with negative exponents; None for others."""
    if len(u[1]) != 1:
        return None
    ((monomial, coefficient),) = u[1].items()
    inverse = tuple((generator, -exponent) for generator, exponent in monomial)
    return {_joined(m, inverse): c / coefficient for m, c in u[0].items()}


def _key(u: Ratio) -> Any:
    """Return a name of a fraction as an unknown's argument; equal names mean equal fractions."""
    lead = u[1][max(u[1])]
    return tuple(tuple(sorted((m, c / lead) for m, c in p.items())) for p in u)
