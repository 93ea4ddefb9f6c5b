"""Expressions as the prover keeps them: each part once, derivatives taken, and limits that hold."""

from fractions import Fraction

import pytest

from autograder.mathematics.forms import MOST_WORK, Forms, TooLarge
from autograder.mathematics.grammar import parse
from autograder.mathematics.trees import flat

SIGMA = {"sigma": flat(parse("1/(1 + exp(-x))"))}


def read(forms: Forms, text: str) -> int:
    """Read a text with sigma known."""
    return forms.read(flat(parse(text, ("sigma",))))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("x - x*2", "x + (-1)*(x*2)"),
        ("(x + 0)*1", "x"),
        ("x**1", "x"),
        ("2*3 + 1", "7"),
        ("sigma(2*x)", "1/(1 + exp(-(2*x)))"),
        ("0.50", "1/2"),
        ("D(x, x)", "1"),
        ("D(7 + e + pi, x)", "0"),
        ("D(exp(x), x)", "exp(x)"),
        ("D(D(x**2, x), x)", "2"),
        ("D(sin(x), x)", "cos(x)"),
    ],
)
def test_one_expression_is_kept_once(left, right):
    """Trivial differences of writing are none, names are replaced, and derivatives are taken."""
    forms = Forms(SIGMA)
    assert read(forms, left) == read(forms, right)


def test_sharing_keeps_derivatives_small():
    """The tenth derivative of a nested function has thousands of parts, not millions."""
    forms = Forms({})
    read(forms, "D(" * 10 + "tanh(tanh(x))*exp(x)" + ", x)" * 10)
    assert len(forms.nodes) < 5000


@pytest.mark.parametrize(
    "text", ["1e40**64*1e40**64", "D(" * 25 + "tanh(tanh(x))*exp(tan(x))" + ", x)" * 25, "((9**64)**64)**64"]
)
def test_what_is_too_large_says_so(text):
    """Numbers and derivatives beyond measure end with a reason."""
    with pytest.raises(TooLarge, match=r"too large|too long"):
        read(Forms({}), text)


def test_work_is_counted_and_bounded():
    """Work adds up, and ends at its limit."""
    forms = Forms({})
    forms.below(read(forms, "x + 1"))
    assert 0 < forms.work < 20
    with pytest.raises(TooLarge, match="too long"):
        forms.spend(MOST_WORK)


def test_circular_definitions_end():
    """Functions defined by one another are too large."""
    circle = {"f": flat(parse("g(x)", ("g",))), "g": flat(parse("f(x)", ("f",)))}
    with pytest.raises(TooLarge, match="defined by one another"):
        Forms(circle).read(flat(parse("f(x)", ("f",))))


def test_parts_come_before_what_they_are_part_of():
    """Working through numbers in order needs no recursion."""
    forms = Forms({})
    node = read(forms, "exp(x)*(1 + x)**3")
    below = forms.below(node)
    assert below == sorted(below)
    assert below[-1] == node
    assert all(part < number for number in below for part in forms.parts(number))


def test_numbers_stay_exact():
    """A decimal is the fraction that it says."""
    forms = Forms({})
    assert forms.nodes[read(forms, "0.1 + 0.2")] == ("number", Fraction(3, 10))
