"""Q1: inputs on which three plausible classifiers fail. They are run here, on trusted copies, exactly."""

from fractions import Fraction

import pytest

from autograder.checks import NotRational, describe, rationals

LARGEST = 10**6


def truth(theta, point):
    """Return the class by theta^T x >= 0."""
    x1, x2 = point
    return sum(t * f for t, f in zip(theta, (1, x1, x2, x1 * x1, x2 * x2), strict=False)) >= 0


def divided(theta, point):
    """Divide by theta_2 and keep the inequality as it was."""
    x1, x2 = point
    return x2 >= -(theta[0] + theta[1] * x1) / theta[2]


def unrooted(theta, point):
    """Compare the distance from the origin, not its square, with -theta_0."""
    squared = point[0] ** 2 + point[1] ** 2
    return theta[0] >= 0 or squared >= theta[0] ** 2


def centre_ignored(theta, point):
    """Take -theta_0 for the squared radius wherever the centre is."""
    c1, c2 = -theta[1] / 2, -theta[2] / 2
    return (point[0] - c1) ** 2 + (point[1] - c2) ** 2 >= -theta[0]


def pair_of(student, key):
    """Read one answer as exact numbers: theta, and a point."""
    answer = student.value("BREAK")
    if not isinstance(answer, dict):
        pytest.fail(f"BREAK is {describe(answer)}; it should be a dict", pytrace=False)
    found = answer.get(key)
    if found is None:
        pytest.fail(f"BREAK['{key}'] is not there yet", pytrace=False)
    if not isinstance(found, list | tuple) or len(found) != 2:
        pytest.fail(f"BREAK['{key}'] is {describe(found)}; write (theta, point)", pytrace=False)
    try:
        theta = rationals(found[0], 3 if key == "divided" else 5, f"theta in BREAK['{key}']")
        point = rationals(found[1], 2, f"the point in BREAK['{key}']")
    except NotRational as reason:
        pytest.fail(str(reason), pytrace=False)
    if max(map(abs, (*theta, *point))) > LARGEST:
        pytest.fail(f"BREAK['{key}'] holds a number beyond a million; smaller ones will do", pytrace=False)
    return theta, point


def require(student, key, allowed, form, wrong, mistake):
    """Require a theta of the form asked for and a point that the wrong classifier gets wrong."""
    theta, point = pair_of(student, key)
    if not allowed(theta):
        pytest.fail(f"BREAK['{key}']: {form}", pytrace=False)
    if wrong(theta, point) == truth(theta, point):
        for name, fits in mistake:
            if fits(theta, point):
                student.mistake(name)
        pytest.fail(f"BREAK['{key}']: that function classifies your point rightly", pytrace=False)


@pytest.mark.check("q1_break")
def test_break_divided(student):
    """BREAK['divided'] is a theta and a point that the function `divided` puts into the wrong class."""
    require(
        student,
        "divided",
        lambda theta: theta[2] != 0,
        "theta_2 may not be 0",
        divided,
        [
            ("q1_break_positive_slope", lambda theta, _: theta[2] > 0),
            ("q1_break_on_the_line", lambda theta, point: _sum(theta, point) == 0),
        ],
    )


@pytest.mark.check("q1_break")
def test_break_unrooted(student):
    """BREAK['unrooted'] is a theta and a point that the function `unrooted` puts into the wrong class."""
    require(
        student,
        "unrooted",
        lambda theta: theta[1:] == (0, 0, 1, 1),
        "write theta as (theta_0, 0, 0, 1, 1)",
        unrooted,
        [
            ("q1_break_radius_one", lambda theta, _: theta[0] == -1),
            ("q1_break_far_away", lambda theta, point: theta[0] not in (0, -1) and _outside(theta, point)),
        ],
    )


@pytest.mark.check("q1_break")
def test_break_centre_ignored(student):
    """BREAK['centre ignored'] is a theta and a point that `centre_ignored` puts into the wrong class."""
    require(
        student,
        "centre ignored",
        lambda theta: theta[3:] == (1, 1),
        "theta_3 and theta_4 have to be 1",
        centre_ignored,
        [("q1_break_centre_at_origin", lambda theta, _: theta[1:3] == (0, 0))],
    )


def _sum(theta, point):
    return theta[0] + theta[1] * point[0] + theta[2] * point[1]


def _outside(theta, point):
    """Say whether a point lies outside both the true circle and the wrong one."""
    squared = Fraction(point[0] ** 2 + point[1] ** 2)
    return squared >= max(-theta[0], theta[0] ** 2)
