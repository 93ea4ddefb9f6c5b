"""Weights and certificates in exact arithmetic, against linear programming and hand-worked sums."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from autograder.mathematics.certificates import (
    MOST_ENTRIES,
    Inequality,
    NotRational,
    contradiction,
    inequalities,
    rational,
    rationals,
    realises,
    refutes,
)

SQUARE = [(0, 0), (0, 1), (1, 0), (1, 1)]
AND, OR, XOR, XNOR = (0, 0, 0, 1), (0, 1, 1, 1), (0, 1, 1, 0), (1, 0, 0, 1)
UNEQUAL = ([(0, 0), (3, 0), (1, 0)], (0, 0, 1))
"""The point 1 lies between 0 and 3, twice as near to 0: multipliers 2, 1 and 3."""


def margin(points, labels):
    """Return the largest margin of weights in the unit box and such weights, by linear programming."""
    signs = np.where(np.array(labels) > 0, 1.0, -1.0)
    rows = signs[:, None] * np.c_[np.array(points, float), np.ones(len(points))]
    size = rows.shape[1]
    solved = linprog(
        np.r_[np.zeros(size), -1],
        A_ub=np.c_[-rows, np.ones(len(points))],
        b_ub=np.zeros(len(points)),
        bounds=[(-1, 1)] * size + [(None, 1)],
    )
    assert solved.status == 0
    return -solved.fun, solved.x[:-1]


def certificate(points, labels):
    """Return multipliers of sum 1 that make the rows cancel, by linear programming."""
    signs = np.where(np.array(labels) > 0, 1.0, -1.0)
    rows = signs[:, None] * np.c_[np.array(points, float), np.ones(len(points))]
    solved = linprog(
        np.zeros(len(points)),
        A_eq=np.r_[rows.T, np.ones((1, len(points)))],
        b_eq=np.r_[np.zeros(rows.shape[1]), 1],
        bounds=[(0, None)] * len(points),
    )
    return solved.x if solved.status == 0 else None


POINT_SETS = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=6, unique=True)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(POINT_SETS, st.integers(0, 63))
def test_separable_or_refuted_and_never_both(points, bits):
    """For any labels, linear programming finds weights that we accept, or multipliers that we accept."""
    labels = [bits >> place & 1 for place in range(len(points))]
    found, weights = margin(points, labels)
    multipliers = certificate(points, labels)
    if found > 1e-7:
        exact = [Fraction(float(weight)).limit_denominator(10**6) for weight in weights]
        assert realises(points, labels, exact).holds == ("V > 0", "V >= 0")
        assert multipliers is None
    else:
        exact = [Fraction(float(value)).limit_denominator(10**4) for value in multipliers]
        assert refutes(points, labels, exact), refutes(points, labels, exact).message


@pytest.mark.parametrize("labels", list(product((0, 1), repeat=4)))
def test_sixteen_boolean_functions(labels):
    """No small weights realise XOR and XNOR, and all others have some; only those two have a certificate."""
    grid = [Fraction(n, 2) for n in range(-5, 6)]
    separable = any(realises(SQUARE, labels, weights) for weights in product(grid, repeat=3))
    refuted = any(refutes(SQUARE, labels, multipliers) for multipliers in product(range(3), repeat=4))
    assert (separable, refuted) == (labels not in (XOR, XNOR), labels in (XOR, XNOR))


@pytest.mark.parametrize(
    ("weights", "labels", "holds"),
    [
        ((1, 1, -1.5), AND, ("V > 0", "V >= 0")),
        ((2, 1, -2), AND, ("V > 0",)),  # the lecture's training ends here: V is 0 at (1, 0)
        ((1, 1, 0), OR, ("V > 0",)),
        ((1, 1, -1), OR, ("V >= 0",)),
        ((1, 1, -2), AND, ("V >= 0",)),
        ((1, -1, 0), (0, 0, 1, 0), ("V > 0",)),
        ((1, 1, -0.5), AND, ()),
        ((0, 0, 0), AND, ()),
        ((0, 0, 0), (0, 0, 0, 0), ()),
        ((0, 0, -1), (0, 0, 0, 0), ("V > 0", "V >= 0")),
        ((1, 1, 0), XOR, ()),
    ],
)
def test_conventions_are_told_apart(weights, labels, holds):
    """Weights that touch zero hold under one convention; a mix of both, and all zeros, hold under none."""
    assert realises(SQUARE, labels, weights).holds == holds


def test_a_mix_of_conventions_is_said_to_be_one():
    """With V exactly 0 at a 0 and at a 1, neither rule is right for both."""
    assert "all weights are zero" in realises(SQUARE, AND, (0, 0, 0)).message
    found = realises([(0, 0), (1, 1), (1, 0)], (0, 1, 1), (1, -1, 0))
    assert found.message == (
        "V is exactly 0 at (0, 0) (wanted 0) and at (1, 1) (wanted 1): "
        "neither V > 0 nor V >= 0 is right for all of them"
    )


def test_the_wrong_point_is_shown():
    """The message names a point, the sum there, the answer and what was wanted."""
    assert realises(SQUARE, AND, (1, 1, "-1/2")).message == (
        "at (0, 1) V is 1/2, so the unit answers 1, not 0"
    )


def test_bias_may_stand_first():
    """The same numbers, the bias in front."""
    assert realises(SQUARE, AND, (-1.5, 1, 1), bias="first")
    assert not realises(SQUARE, AND, (-1.5, 1, 1))


@pytest.mark.parametrize("scale", [1, 7, Fraction(1, 3), 0.1, "1/7", "2.5e3", np.float32(0.25), np.int8(3)])
def test_every_multiple_of_a_certificate_is_as_good(scale):
    """The certificate of XOR is unique up to scale, and its scale is free."""
    assert refutes(SQUARE, XOR, [scale] * 4)


@pytest.mark.parametrize(
    ("multipliers", "holds"),
    [
        ((2, 1, 3), True),
        ((4, 2, 6), True),
        ([Fraction(2, 3), "1/3", 1], True),
        ((2 / 3, 1 / 3, 1.0), True),  # floats count as the fractions they were meant to be
        (np.array([[2], [1], [3]]), True),
        (np.array([2.0, 1.0, 3.0], dtype=np.float32), True),
        ((1, 1, 1), False),
        ((0, 0, 0), False),
        ((-2, -1, -3), False),
        ((2, 1), False),
        ((2, 1, 3, 0), False),
        (None, False),
        ("213", False),
        ((2, 1, float("nan")), False),
        ((2, 1, float("inf")), False),
        ((2, 1, 3j), False),
        ((2, 1, None), False),
        ((2, 1, 10**400), False),
        ((2, 1, "1e400"), False),
        ((2, 1, "1/0"), False),
        ((2, 1, "__import__('os')"), False),
        ((2, 1, [3, 3]), False),
        ({2: 1}, False),
    ],
)  # fmt: skip
def test_unequal_multipliers(multipliers, holds):
    """Every way to write the certificate is right, everything else is not, and says why."""
    verdict = refutes(*UNEQUAL, multipliers)
    assert (bool(verdict), bool(verdict.message)) == (holds, not holds)


@pytest.mark.parametrize(
    ("multipliers", "reason"),
    [
        ((0, 0, 0, 0), "all multipliers are zero"),
        ((1, 1, 1, 0), "the sum still holds"),
        ((1, 1, 1, -1), "multiplier 4 is negative"),
        ((1, 1, 1), "should be 4 numbers; here are 3"),
    ],
)
def test_invalid_certificates_say_what_is_wrong(multipliers, reason):
    """The message names the rule that is broken."""
    assert reason in refutes(SQUARE, XOR, multipliers).message


def test_a_sum_without_a_strict_inequality_proves_nothing():
    """0 >= 0 is no contradiction, even where every coefficient cancels."""
    loose = (Inequality((Fraction(1), Fraction(1)), ">="), Inequality((Fraction(-1), Fraction(-1)), ">="))
    strict = (loose[0], Inequality((Fraction(-1), Fraction(-1)), ">"))
    assert "no strict inequality" in contradiction(loose, (1, 1)).message
    assert contradiction(strict, (1, 1))


def test_inequalities_are_the_lectures():
    """AND gives w3 <= 0, w2 + w3 <= 0, w1 + w3 <= 0 and w1 + w2 + w3 > 0, as minus signs turned around."""
    rows = inequalities(SQUARE, AND, "V > 0")
    assert [tuple(map(int, row.coefficients)) for row in rows] == [
        (0, 0, -1),
        (0, -1, -1),
        (-1, 0, -1),
        (1, 1, 1),
    ]
    assert [row.sign for row in rows] == [">=", ">=", ">=", ">"]
    assert [row.sign for row in inequalities(SQUARE, AND, "V >= 0")] == [">", ">", ">", ">="]


def test_unknown_conventions_are_refused():
    """A typing mistake of an author is an error, not a verdict."""
    with pytest.raises(ValueError, match="unknown convention"):
        inequalities(SQUARE, AND, "V = 0")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, Fraction(3)),
        (True, Fraction(1)),
        (0.1, Fraction(1, 10)),
        (1 / 3, Fraction(1, 3)),
        (-0.75, Fraction(-3, 4)),
        (0.123456789, Fraction(123456789, 10**9)),
        (1e-300, None),
        ("1/3", Fraction(1, 3)),
        (" 2 / 3 ", Fraction(2, 3)),
        ("-0.5", Fraction(-1, 2)),
        ("1e3", Fraction(1000)),
        (Fraction(5, 7), Fraction(5, 7)),
        (np.float32(0.1), Fraction(1, 10)),
        (np.float64(1 / 3), Fraction(1, 3)),
        (np.array([2]), Fraction(2)),
        (np.bool_(True), Fraction(1)),
        (2**600, None),
        ("9" * 100, None),
        ("1e9999999", None),
        ("", None),
        ("x", None),
        ("1//2", None),
        ([1], None),
        (object(), None),
    ],
)
def test_numbers_are_what_was_meant(value, expected):
    """A float is the number that was written; what is no exact number is refused in words."""
    if expected is None:
        with pytest.raises(NotRational):
            rational(value)
    else:
        assert rational(value) == expected


@pytest.mark.parametrize(
    "values",
    [[1, 2, 3], (1, 2, 3), [[1, 2, 3]], [[1], [2], [3]], np.array([1, 2, 3]), np.array([[1], [2], [3]])],
)
def test_rows_and_columns_are_sequences(values):
    """A row or column of an array is as good as a list."""
    assert rationals(values, 3) == (1, 2, 3)


def test_endless_sequences_are_refused():
    """A giant answer costs nothing."""
    with pytest.raises(NotRational, match=f"more than {MOST_ENTRIES}"):
        rationals(np.zeros(10**6))
