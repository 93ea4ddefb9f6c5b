"""Slips of differentiating, worked out by hand or by sympy, and the hostile lines that ask for too many."""

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.mathematics.derivations import Task
from autograder.mathematics.display import to_text
from autograder.mathematics.grammar import parse
from autograder.mathematics.prover import LocalProver
from autograder.mathematics.slips import MOST_SLIPS, slips_of
from autograder.mathematics.steps import find_slips
from autograder.mathematics.trees import flat, has_derivative

SIGMA = "1/(1 + exp(-x))"
TASK = Task("anything", "x", {"sigma": SIGMA})
X = sympy.Symbol("x")


@pytest.fixture(scope="module")
def prover():
    """Give one prover to all searches."""
    return LocalProver()


def rules(prover, before: str, after: str) -> list[str]:
    """Return the rules that are named between two lines."""
    return [slip.rule for slip in find_slips(TASK, TASK.read(before), TASK.read(after), prover)]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("D(x**3, x)", "x**2", "power rule"),
        ("D(x**3, x)", "3*x**3", "power rule"),
        ("D(x**3, x)", "3*x**4", "power rule"),
        ("D(x**3, x)", "2*x**2", "power rule"),
        ("D(x**-2, x)", "-2*x**-1", "power rule"),  # lowered the wrong way: raised by 1
        ("D((x**2 + 1)**3, x)", "3*(x**2 + 1)**2", "chain rule"),
        ("D(exp(3*x), x)", "exp(3*x)", "chain rule"),
        ("D(exp(3*x), x)", "exp(3)", "chain rule"),
        ("D(log(sigma(x)), x)", "log(D(sigma(x), x))", "chain rule"),
        ("D((x**2 + 1)**3, x)", "(2*x)**3", "chain rule"),
        ("D(exp(x), x)", "x*exp(x - 1)", "power rule"),
        ("D(2**x, x)", "x*2**(x - 1)", "power rule"),
        ("D(e**(3*x), x)", "e**(3*x)", "chain rule"),
        ("D(log(x**2 + 1), x)", "1/(x**2 + 1)", "chain rule"),
        ("D(sqrt(x**2 + 1), x)", "1/(2*sqrt(x**2 + 1))", "chain rule"),
        ("D(sqrt(x), x)", "1/sqrt(x)", "derivative of a function"),
        ("D(sin(x), x)", "-cos(x)", "derivative of a function"),
        ("D(cos(x), x)", "sin(x)", "derivative of a function"),
        ("D(tanh(x), x)", "1 - tanh(x)", "derivative of a function"),
        ("D(tanh(2*x), x)", "1 - tanh(2*x)**2", "chain rule"),
        ("D(tanh(2*x), x)", "2*(1 - tanh(2*x))", "derivative of a function"),
        ("D(sigma(x), x)", "x*(1 - x)", "derivative of a function"),
        ("D(sigma(x), x)", "sigma(sigma(x))*(1 - sigma(sigma(x)))", "derivative of a function"),
        ("D(sigma(2*x), x)", "-2*exp(-2*x)/(1 + exp(-2*x))**2", "chain rule"),
        ("D(sigma(2*x), x)", "2*exp(-2*x)/(1 + exp(-2*x))", "quotient rule"),
        ("D(x*exp(x), x)", "exp(x)", "product rule"),
        ("D(x*exp(x), x)", "x*exp(x)", "product rule"),
        ("D(x*exp(x), x)", "exp(x) - x*exp(x)", "product rule"),
        ("D(x*sin(x), x)", "cos(x)", "product rule"),
        ("D(5*x**2, x)", "2*x", "product rule"),
        ("D(sin(x)/x, x)", "cos(x)", "quotient rule"),  # derivatives divided
        ("D(sin(x)/x, x)", "(sin(x) - x*cos(x))/x**2", "quotient rule"),
        ("D(sin(x)/x, x)", "(x*cos(x) + sin(x))/x**2", "quotient rule"),
        ("D(sin(x)/x, x)", "(x*cos(x) - sin(x))/x", "quotient rule"),
        ("D(sin(x)/x, x)", "x*cos(x) - sin(x)", "quotient rule"),
        ("D(1/(x**2 + 1), x)", "-1/(x**2 + 1)**2", "quotient rule"),
        ("D(1/(x**2 + 1), x)", "1/(2*x)", "quotient rule"),
        ("D(x**2 + 7, x)", "2*x + 1", "derivative of a constant"),
        ("D(x**2 + 7, x)", "2*x + 7", "derivative of a constant"),
        ("D(x**2 - x, x)", "2*x + 1", "sign"),
        ("D(-x**2, x)", "2*x", "sign"),
        ("exp(-x)/(1 + exp(-x))**2", "-exp(-x)/(1 + exp(-x))**2", "sign"),
        ("3*D(x**2, x) + D(x**3, x)", "3*2*x + x**2", "power rule"),
        ("1/sigma(x)*D(sigma(x), x)", "1/sigma(x)*sigma(x)*(1 + sigma(x))", "derivative of a function"),
    ],
)
def test_one_slip_is_named(prover, before, after, rule):
    """A line that one misapplied rule gives names that rule."""
    assert rule in rules(prover, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("D(sigma(x), x)", "sigma(x)**3"),
        ("D(x**3, x)", "17*x"),
        ("sigma(x)", "x"),
        ("D(exp(x), x)", "9**9**9**9"),
        ("D(x*exp(x), x)", "sin(x)"),
    ],
)
def test_what_no_slip_explains_is_not_named(prover, before, after):
    """A false line that follows from no single slip is only called false."""
    assert rules(prover, before, after) == []


OUTER = ["exp", "log", "tanh", "atan", "sin", "sqrt"]
INNER = ["x**2 + 3", "3*x + 7", "exp(x) + 2", "x**4 + x**2 + 1", "5 - x + x**2"]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(OUTER), st.sampled_from(INNER))
def test_forgotten_inner_derivatives_are_chain_slips(outer, inner):
    """By sympy: f'(u) without u' is always named the chain rule."""
    u = sympy.sympify(inner, locals={"x": X})
    slope = sympy.diff(getattr(sympy, outer)(X), X).subs(X, u)
    assume(slope != sympy.diff(getattr(sympy, outer)(u), X))
    assert "chain rule" in rules(LocalProver(), f"D({outer}({inner}), x)", str(slope))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(INNER), st.sampled_from([2, 3, 5, -1, -2]))
def test_wrong_powers_are_power_slips(inner, exponent):
    """By sympy: n*u**n*u', without lowering the exponent, is always named the power rule."""
    u = sympy.sympify(inner, locals={"x": X})
    wrong = exponent * u**exponent * sympy.diff(u, X)
    assert "power rule" in rules(LocalProver(), f"D(({inner})**({exponent}), x)", str(wrong))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(INNER), st.sampled_from(INNER))
def test_swapped_numerators_are_quotient_slips(top, bottom):
    """By sympy: (u*v' - u'*v)/v**2 is named the quotient rule, unless it is right."""
    u, v = (sympy.sympify(text, locals={"x": X}) for text in (top, bottom))
    wrong = (u * sympy.diff(v, X) - sympy.diff(u, X) * v) / v**2
    assume(sympy.simplify(wrong) != 0)
    assert "quotient rule" in rules(LocalProver(), f"D(({top})/({bottom}), x)", str(wrong))


@pytest.mark.parametrize(
    "text",
    ["D(sigma(3*x**2), x)", "D((x**2 + 3)**2/exp(2*x), x)", "x*D(tanh(x*x), x)", "D(log(1 + exp(x)), x)"],
)
def test_no_slip_is_the_truth(prover, text):
    """What a slip gives is wrong: none of the results equals the derivative itself."""
    line = TASK.read(text)
    wrong = [tree for _, tree in slips_of(line, TASK.definitions)]
    assert len(wrong) > 5
    assert prover.matches(line, wrong, TASK.definitions) == ()


def test_slips_inside_a_named_function_follow_the_chain_rule(prover):
    """The definition's slip comes with the right derivative of the argument, as worked out by hand."""
    (slip, *_) = find_slips(
        TASK, TASK.read("D(sigma(x**2), x)"), TASK.read("2*x*exp(-x**2)/(1 + exp(-x**2))"), prover
    )
    assert slip.sentence == "the denominator is not squared (in the definition of sigma)"


def test_functions_defined_by_one_another_end():
    """A circle of definitions ends, and so do its slips."""
    circle = {"f": parse("g(x) + 1", ("g",)), "g": parse("f(x)*2", ("f",))}
    assert slips_of(parse("D(f(x), x)", ("f",)), circle)


@pytest.mark.parametrize(
    "text",
    [
        "D(" + "sigma(" * 38 + "x" + ")" * 38 + ", x)",
        "D(" + "*".join("x" * 70) + ", x)",
        "D(" + "/".join("x" * 70) + ", x)",
        "D(" + "+".join(f"sigma({n}*x)" for n in range(25)) + ", x)",
        "+".join(f"D(sigma({n}*x**{n}), x)" for n in range(2, 18)),
        "D(x**x**x**x, x)",
    ],
)
def test_large_lines_have_a_bounded_number_of_small_slips(text):
    """However deep or long a line is, what is tried of it stays small on its way to the prover."""
    found = slips_of(TASK.read(text), TASK.definitions)
    assert 0 < len(found) <= MOST_SLIPS
    assert sum(len(flat(tree)) for _, tree in found) < MOST_SLIPS * 3000


def test_lines_beyond_measure_have_no_slips():
    """No search starts in a line that nobody derives by hand."""
    assert slips_of(TASK.read("D(" + "*".join("x" * 140) + ", x)"), TASK.definitions) == []


def test_a_line_without_derivatives_has_no_slips():
    """Slips are made where a derivative is taken."""
    assert slips_of(TASK.read("sigma(x)"), TASK.definitions) == []
    assert slips_of(TASK.read("D(D(x, x), x)"), TASK.definitions) == []


def test_only_taken_derivatives_are_replaced():
    """In a line with two derivatives, a slip in one leaves the other to be taken."""
    line = TASK.read("D(x**2, x) + D(x**3, x)")
    assert all(has_derivative(tree) for _, tree in slips_of(line, {}))
    assert any("D(x**3, x)" in to_text(tree) for _, tree in slips_of(line, {}))
