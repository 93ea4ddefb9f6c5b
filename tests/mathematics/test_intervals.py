"""Interval values: they hold the true value that mpmath computes, and say where there is none."""

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.mathematics import intervals
from autograder.mathematics.forms import Forms
from autograder.mathematics.grammar import parse
from autograder.mathematics.intervals import Values
from autograder.mathematics.trees import BUILT_IN, flat


def value(text: str, x: Fraction | int = 1, bits: int = 200):
    """Return the value of a text at a point."""
    forms = Forms({})
    return Values(forms).at(forms.read(flat(parse(text))), Fraction(x), bits)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(BUILT_IN)),
    st.fractions(-9, 9, max_denominator=97),
    st.sampled_from([60, 200, 900]),
)
def test_every_function_holds_mpmaths_value(name, x, bits):
    """At any point and precision the interval holds the value that mpmath finds with more digits."""
    found = value(f"{name}(x)", x, bits)
    if isinstance(found, str):
        assert (name, found) in {
            ("log", "undefined"),
            ("sqrt", "undefined"),
            ("coth", "undefined"),
            ("coth", "undecided"),
        }
        assert x <= 0
        return
    low, high = (mpmath.mp.make_mpf(end) for end in found._mpi_)
    with mpmath.workprec(1200):
        function = {"abs": abs}.get(name) or getattr(mpmath, name)
        truth = function(mpmath.mpf(x.numerator) / x.denominator)
        slack = mpmath.mpf(2) ** -1100 * (1 + abs(truth))
        assert low - slack <= truth <= high + slack
        assert high - low <= mpmath.mpf(2) ** (20 - bits) * (1 + abs(truth))


@pytest.mark.parametrize(
    ("text", "x", "word"),
    [
        ("log(x)", 0, "undefined"),
        ("log(x)", -2, "undefined"),
        ("sqrt(x)", -1, "undefined"),
        ("1/x", 0, "undefined"),
        ("0/x", 0, "undefined"),
        ("x**-1", 0, "undefined"),
        ("x**0.5", -1, "undefined"),
        ("(-8)**(1/3)", 1, "undefined"),
        ("1/(x - x)", 5, "undefined"),
        ("log(exp(x) - exp(x))", 1, "undecided"),
        ("1/(sin(x)**2 + cos(x)**2 - 1)", 1, "undecided"),
        ("9**9**9**9", 1, "too large"),
        ("exp(exp(exp(exp(x))))", 5, "too large"),
        ("sin(2**9999*x)", 1, "too large"),
        ("1/(1 + 0*log(x))", -1, "undefined"),
    ],
)
def test_what_has_no_value_says_so(text, x, word):
    """Outside a domain, on the edge of what the precision tells, and beyond what can be computed."""
    assert value(text, x) == word


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("x**0", 0, 1), ("0**0", 1, 1), ("x**0.5", 0, 0), ("abs(x)", -3, 3), ("x**3", -2, -8),
        ("x**-2", -2, 0.25),
        ("sqrt(x)", 0, 0), ("1e-3*x", 1000, 1), ("e**0", 1, 1), ("-x**2", 3, -9), ("2**-x", 2, 0.25),
    ],
)  # fmt: skip
def test_edges_by_hand(text, x, expected):
    """Values at the edges of domains and rules of signs."""
    found = value(text, x)
    assert mpmath.almosteq(mpmath.mp.make_mpf(found._mpi_[0]), expected, 1e-12, 1e-12)


def test_a_wave_of_a_wide_interval_is_all_it_can_be():
    """Where the angle is known to a period at best, sine and cosine are anything from -1 to 1."""
    found = value("sin(10**40*x/3)", 1, 60)
    assert (float(found.a), float(found.b)) == (-1.0, 1.0)


def test_precision_does_not_leak():
    """A caller's precision of intervals stays what it was."""
    before = mpmath.iv.prec
    value("exp(x)", 2, 777)
    assert mpmath.iv.prec == before


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_values_do_not_depend_on_what_was_asked_before(name):
    """Values of functions and numbers are kept; each belongs to its argument and its precision alone."""
    texts = [f"{name}(x)", f"1/3 + {name}(x + e)", f"pi*{name}(x/7)"]
    questions = [
        (text, x, bits) for text in texts for x in (Fraction(9, 7), Fraction(2)) for bits in (300, 60)
    ]
    alone = []
    for question in questions:
        intervals._remembered.cache_clear()
        intervals._slack.cache_clear()
        intervals._cosine_and_sine.cache_clear()
        alone.append(value(*question)._mpi_)
    assert [value(*question)._mpi_ for question in questions] == alone
    assert [value(*question)._mpi_ for question in reversed(questions)] == alone[::-1]
    assert len(set(alone)) == len(alone) or name == "abs"
