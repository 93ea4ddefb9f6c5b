"""Typical slips of differentiating: what comes out when exactly one rule is misapplied once.

A student's wrong line is compared with these; the one that gives the same function names the slip.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from autograder.mathematics.display import to_text
from autograder.mathematics.grammar import parse
from autograder.mathematics.trees import (
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Number,
    Tree,
    Variable,
    has_derivative,
    number,
    rebuilt,
    substituted,
    walk,
)

MOST_SLIPS = 120
"""How many wrong results of one line are tried."""
MOST_PARTS = 150
"""Of a line that slips are looked for in: their number and their size both grow with it."""
MOST_MADE = 400
"""How many are made at all, of which the likelier are tried."""

ONE, TWO = number(1), number(2)


@dataclass(frozen=True, slots=True)
class Slip:
    """One misapplied rule.

    Attributes
    ----------
    rule : str
        The rule's name, such as "chain rule".
    sentence : str
        What went wrong, in words for the student.
    """

    rule: str
    sentence: str


Variant = tuple[Slip, Tree]


def slips_of(line: Tree, definitions: Mapping[str, Tree]) -> list[Variant]:
    """Return what one slip makes of a line with derivatives still to be taken.

    Parameters
    ----------
    line : Tree
        The line as the student wrote it.
    definitions : mapping of str to Tree
        What named functions are.

    Returns
    -------
    list of (Slip, Tree)
        The line with one derivative replaced by a wrong result of it, likelier slips first; none for a line
        of more than `MOST_PARTS` parts.
    """
    if len(list(walk(line))) > MOST_PARTS:
        return []
    waiting = dict.fromkeys(
        part for part in walk(line) if isinstance(part, Derivative) and not has_derivative(part.body)
    )
    wrong = ((inner, *variant) for inner in waiting for variant in _Rules(definitions).wrong(inner.body))
    likeliest = sorted(islice(wrong, MOST_MADE), key=lambda made: _LIKELY.index(made[1].rule))
    return [(slip, _replaced(line, inner, result)) for inner, slip, result in likeliest[:MOST_SLIPS]]


_WRONG_SLOPES = {
    "sigma": (
        "1 - sigma(x)", "sigma(x)*(1 + sigma(x))", "sigma(x)", "1 - sigma(x)**2", "sigma(x)**2", "x*(1 - x)",
        "sigma(x)*(sigma(x) - 1)", "sigma(sigma(x))*(1 - sigma(sigma(x)))",
    ),
    "tanh": (
        "1 - tanh(x)", "1 + tanh(x)**2", "1/cosh(x)", "tanh(x)*(1 - tanh(x))", "tanh(x)**2 - 1", "1 - x**2",
    ),
    "log": ("log(x)", "1/log(x)", "-1/x**2"),
    "atan": ("1/(1 - x**2)", "1/sqrt(1 - x**2)", "1/(1 + x)", "1/tan(x)", "1/(1 + x**2)**2"),
    "sqrt": ("1/sqrt(x)", "sqrt(x)/2", "2*sqrt(x)"),
    "sin": ("-cos(x)",),
    "cos": ("sin(x)",),
    "sinh": ("-cosh(x)",),
    "cosh": ("-sinh(x)",),
}  # fmt: skip
"""Wrong derivatives of functions that students write from memory."""

_LIKELY = [
    "chain rule", "power rule", "quotient rule", "product rule", "derivative of a function",
    "derivative of a constant", "sign",
]  # fmt: skip


def _replaced(tree: Tree, old: Tree, new: Tree) -> Tree:
    return new if tree == old else rebuilt(tree, lambda part: _replaced(part, old, new))


def _minus(a: Tree, b: Tree) -> Tree:
    return Binary("-", a, b)


def _times(a: Tree, b: Tree) -> Tree:
    return Binary("*", a, b)


def _over(a: Tree, b: Tree) -> Tree:
    return Binary("/", a, b)


def _power(a: Tree, b: Tree) -> Tree:
    return Binary("**", a, b)


def _is_constant(tree: Tree) -> bool:
    return not any(isinstance(part, Variable) for part in walk(tree))


class _Rules:
    """The rules of differentiation, applied rightly everywhere but in one place."""

    def __init__(self, definitions: Mapping[str, Tree]) -> None:
        self._definitions = definitions

    def wrong(self, u: Tree) -> Iterator[Variant]:
        """Yield every wrong derivative of u with one slip in it."""
        if _is_constant(u):
            if not (isinstance(u, Number) and u.value == 0):
                slip = Slip("derivative of a constant", f"the derivative of the constant {to_text(u)} is 0")
                yield slip, ONE
                yield slip, u
            return
        match u:
            case Negative(operand):
                yield from self._around([operand], lambda d: Negative(d[0]))
                yield Slip("sign", f"the minus sign of {to_text(u)} is lost"), _slope(operand)
            case Binary("+" | "-" as operator, left, right):
                yield from self._around([left, right], lambda d: Binary(operator, *d))
                flipped = "-" if operator == "+" else "+"
                slip = Slip("sign", f"a sign is lost between the terms of {to_text(u)}")
                if not _is_constant(right):
                    yield slip, Binary(flipped, _slope(left), _slope(right))
            case Binary("*", left, right):
                yield from self._product(left, right)
            case Binary("/", left, right):
                yield from self._quotient(left, right)
            case Binary("**", base, exponent):
                yield from self._power(u, base, exponent)
            case Application(name, argument):
                yield from self._call(name, argument)

    def _around(self, parts: Sequence[Tree], build: Callable[[list[Tree]], Tree]) -> Iterator[Variant]:
        """Yield what a slip inside one part makes of the whole, the other parts differentiated rightly."""
        for place, part in enumerate(parts):
            for slip, wrong in self.wrong(part):
                yield slip, build([wrong if i == place else _slope(p) for i, p in enumerate(parts)])

    def _product(self, a: Tree, b: Tree) -> Iterator[Variant]:
        da, db = _slope(a), _slope(b)
        yield from self._around([a, b], lambda d: Binary("+", _times(d[0], b), _times(a, d[1])))
        if _is_constant(a) or _is_constant(b):
            factor, inner = (a, db) if _is_constant(a) else (b, da)
            yield Slip("product rule", f"the constant factor {to_text(factor)} is lost"), inner
            return
        name = f"{to_text(a)} times {to_text(b)}"
        yield (
            Slip("product rule", f"{name}: the derivatives were multiplied; it is u'*v + u*v'"),
            _times(da, db),
        )
        yield Slip("product rule", f"{name}: the term u*v' is missing"), _times(da, b)
        yield Slip("product rule", f"{name}: the term u'*v is missing"), _times(a, db)
        yield (
            Slip("product rule", f"{name}: the two terms are added, not subtracted"),
            _minus(_times(da, b), _times(a, db)),
        )

    def _quotient(self, a: Tree, b: Tree) -> Iterator[Variant]:
        square = _power(b, TWO)
        yield from self._around([a, b], lambda d: _over(_minus(_times(d[0], b), _times(a, d[1])), square))
        da, db = _slope(a), _slope(b)
        if _is_constant(b):
            return
        top = _minus(_times(da, b), _times(a, db))
        rule = "quotient rule"
        yield (
            Slip(rule, "the terms of the numerator are swapped; it is u'*v - u*v'"),
            _over(_minus(_times(a, db), _times(da, b)), square),
        )
        yield Slip(rule, "the denominator is not squared"), _over(top, b)
        yield Slip(rule, "the denominator v**2 is missing"), top
        yield Slip(rule, "the derivatives were divided; it is (u'*v - u*v')/v**2"), _over(da, db)
        yield (
            Slip(rule, "the terms of the numerator are subtracted, not added"),
            _over(Binary("+", _times(da, b), _times(a, db)), square),
        )
        yield (
            Slip(rule, "u' and v' are mixed up: it is u'*v - u*v'"),
            _over(_minus(_times(da, db), _times(a, b)), square),
        )
        yield Slip(rule, "the term u*v' is missing"), _over(_times(da, b), square)
        if _is_constant(a):
            yield Slip(rule, "the derivative of the denominator is missing"), Negative(_over(a, square))
            yield Slip(rule, "the derivative of the denominator and the sign are missing"), _over(a, square)
            yield Slip(rule, "only the denominator was differentiated, as if 1/v were 1/v'"), _over(a, db)

    def _power(self, u: Tree, base: Tree, exponent: Tree) -> Iterator[Variant]:
        if not _is_constant(exponent):
            yield from self._exponential(u, base, exponent)
            return
        lowered = _power(base, _minus(exponent, ONE))
        yield from self._around([base], lambda d: _times(_times(exponent, lowered), d[0]))
        inner = _slope(base)
        if not isinstance(base, Variable):
            yield self._forgotten(base), _times(exponent, lowered)
            sentence = f"the derivative of {to_text(base)} belongs beside the power, not into it"
            yield Slip("chain rule", sentence), _power(inner, exponent)
        rule, n = "power rule", to_text(exponent)
        yield Slip(rule, f"the factor {n} in front is missing"), _times(lowered, inner)
        yield Slip(rule, f"the exponent {n} was not lowered by 1"), _times(_times(exponent, u), inner)
        yield (
            Slip(rule, f"the exponent {n} was raised by 1, not lowered"),
            _times(_times(exponent, _power(base, Binary("+", exponent, ONE))), inner),
        )
        yield (
            Slip(rule, f"the sign of the factor {n} is lost"),
            _times(Negative(_times(exponent, lowered)), inner),
        )
        yield (
            Slip(rule, f"the lowered exponent came in front, not {n}"),
            _times(_times(_minus(exponent, ONE), lowered), inner),
        )

    def _exponential(self, u: Tree, base: Tree, exponent: Tree) -> Iterator[Variant]:
        growth = ONE if base == Constant("e") else Application("log", base)
        if _is_constant(base):
            yield from self._around([exponent], lambda d: _times(_times(u, growth), d[0]))
            if not isinstance(exponent, Variable):
                yield self._forgotten(exponent), _times(u, growth)
        yield (
            Slip("power rule", "the power rule does not hold for x in the exponent"),
            _times(exponent, _power(base, _minus(exponent, ONE))),
        )

    def _call(self, name: str, argument: Tree) -> Iterator[Variant]:
        call, inner = Application(name, argument), _slope(argument)
        plain = isinstance(argument, Variable)
        outer = _slope(call) if plain else _over(_slope(call), inner)
        yield from self._around([argument], lambda d: _times(outer, d[0]))
        if not plain:
            yield self._forgotten(argument), outer
            sentence = f"the derivative of {to_text(argument)} belongs beside {name}'s, not into it"
            yield Slip("chain rule", sentence), Application(name, inner)
        if name == "exp":
            sentence = "exp(u) is no power of x: its derivative is exp(u)*u'"
            yield Slip("power rule", sentence), _times(argument, Application("exp", _minus(argument, ONE)))
        for text in _WRONG_SLOPES.get(name, ()):
            wrong = substituted(parse(text, (name,)), argument)
            sentence = f"the derivative of {name}(x) is not {text}"
            yield Slip("derivative of a function", sentence), wrong if plain else _times(wrong, inner)
        if name in self._definitions:
            yield from self._inside(name, argument, inner)
        yield Slip("sign", f"the sign of the derivative of {to_text(call)} is wrong"), Negative(_slope(call))

    def _inside(self, name: str, argument: Tree, inner: Tree) -> Iterator[Variant]:
        """Yield what a slip makes of a named function's own definition, the chain rule applied rightly."""
        others = {other: tree for other, tree in self._definitions.items() if other != name}
        for slip, wrong in _Rules(others).wrong(self._definitions[name]):
            if isinstance(argument, Variable):
                yield slip, wrong
            else:
                told = Slip(slip.rule, f"{slip.sentence} (in the definition of {name})")
                yield told, _times(_composed(wrong, argument, inner), inner)

    def _forgotten(self, inner: Tree) -> Slip:
        return Slip("chain rule", f"the inner derivative, that of {to_text(inner)}, is forgotten")


def _composed(slope: Tree, argument: Tree, inner: Tree) -> Tree:
    """Return a derivative in u at u = argument; a derivative by u is one by x over that of the argument."""
    match slope:
        case Variable():
            return argument
        case Derivative(body, _):
            return _over(_slope(substituted(body, argument)), inner)
    return rebuilt(slope, lambda part: _composed(part, argument, inner))


def _slope(tree: Tree) -> Tree:
    return Derivative(tree, "x")
