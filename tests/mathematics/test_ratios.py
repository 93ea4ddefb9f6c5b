"""Expressions as fractions of polynomials, against sympy's own algebra."""

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.mathematics.display import to_text
from autograder.mathematics.forms import Forms, TooLarge, Undefined
from autograder.mathematics.grammar import parse
from autograder.mathematics.ratios import Ratios
from autograder.mathematics.trees import Binary, Negative, Variable, flat, number

X = sympy.Symbol("x")


def proof(left, right) -> tuple[bool, bool]:
    """Return whether two trees are the same fraction, and whether anything was taken as an unknown."""
    forms = Forms({})
    ratios = Ratios(forms)
    (p, q), (r, s) = ratios.of(forms.read(flat(left))), ratios.of(forms.read(flat(right)))
    return ratios.product(p, s) == ratios.product(r, q), ratios.unknowns


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("exp(x)*exp(-x)", "1"),
        ("exp(2*x)", "exp(x)**2"),
        ("exp(x + 1)", "e*exp(x)"),
        ("e**(x/2)", "sqrt(exp(x))"),
        ("tanh(x)", "(exp(2*x) - 1)/(exp(2*x) + 1)"),
        ("1/cosh(x)", "sech(x)"),
        ("cosh(x)**2 - sinh(x)**2", "1"),
        ("log(exp(3*x))", "3*x"),
        ("exp(exp(x))*exp(-exp(x))", "1"),
        ("1/(1 + exp(-x))", "exp(x)/(exp(x) + 1)"),
        ("exp(x)**0.5*exp(x)**0.5", "exp(x)"),
        ("exp(x**2 + 2*x + 1)", "exp(x**2)*exp(2*x)*e"),
        ("(x**2 - 1)/(x - 1)", "x + 1"),
        ("x**-3", "1/x**3"),
    ],
)
def test_exponential_identities_are_proved(left, right):
    """What sigma and tanh are made of is proved equal, without any unknown."""
    assert proof(parse(left), parse(right)) == (True, False)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sin(x)*x/sin(x)", "x"),
        ("sin(2*x - x)", "sin(x)"),
        ("log(x*x)", "log(x**2)"),
        ("tanh(tanh(x)) + 1", "1 + tanh(tanh(x))"),
        ("x**(1/3)", "x**(2/6)"),
        ("pi*x/pi", "x"),
        ("sqrt(x + 1)**2", "sqrt(1 + x)*sqrt(x + 1)"),
    ],
)
def test_equal_arguments_make_equal_unknowns(left, right):
    """A function of the same argument, however written, is one letter."""
    assert proof(parse(left), parse(right)) == (True, True)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("exp(x)", "exp(2*x)"),
        ("exp(x)", "x"),
        ("e*x", "x"),
        ("exp(exp(x))", "exp(x)"),
        ("1/x", "x"),
        ("e", "2"),
    ],
)
def test_different_functions_are_told_apart_without_unknowns(left, right):
    """Powers of different monomials satisfy no relation, so other fractions are other functions."""
    assert proof(parse(left), parse(right)) == (False, False)


LEAVES = st.one_of(st.integers(0, 4).map(number), st.just(Variable("x")))
RATIONAL = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Negative, parts),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/"]), parts, parts),
        st.builds(Binary, st.just("**"), parts, st.integers(-2, 3).map(number)),
    ),
    max_leaves=7,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(RATIONAL, RATIONAL)
def test_rational_functions_agree_with_sympy(left, right):
    """Two rational functions are the same fraction exactly when sympy cancels their difference to zero."""
    try:
        same, unknowns = proof(left, right)
    except Undefined:
        return
    theirs = [sympy.sympify(to_text(tree), locals={"x": X}) for tree in (left, right)]
    assume(not any(expression.has(sympy.zoo, sympy.nan, sympy.oo) for expression in theirs))
    assert (same, unknowns) == (sympy.cancel(theirs[0] - theirs[1]) == 0, False)


@pytest.mark.parametrize("text", ["1/(x - x)", "(x - x)**-2", "0/(exp(x)*exp(-x) - 1)", "coth(0*x)"])
def test_division_by_nothing_is_undefined(text):
    """What is divided by zero everywhere has no fraction."""
    with pytest.raises(Undefined):
        proof(parse(text), parse("x"))


@pytest.mark.parametrize(
    "text",
    ["(x + exp(x) + exp(x**2) + sin(x))**40", "*".join(f"(exp(x**{n}) + x)" for n in range(2, 24))],
)
def test_fractions_that_grow_are_given_up(text):
    """Polynomials beyond measure end the attempt; points decide then."""
    with pytest.raises(TooLarge):
        proof(parse(text), parse("x"))


def test_nested_functions_do_not_grow():
    """Forty functions inside one another have names of a fixed size."""
    text = "tanh(" * 39 + "x" + ")" * 39
    assert proof(parse(text), parse(text.replace("(x)", "(x + 0)"))) == (True, True)
