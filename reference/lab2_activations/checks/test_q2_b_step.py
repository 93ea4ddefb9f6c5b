"""Q2: the error of the centred difference against its step."""

import numpy as np
import pytest

from autograder.checks import Formula, describe, number, vector

TANH_1 = 0.41997434161402606939  # 1 - tanh(1)^2, by mpmath
STEPS = np.array([0.5, 0.1, 0.02, 1e-3])
POINTS_MAX = 10_000


def predicted(student, key):
    """Return one number of STEP."""
    answer = student.value("STEP")
    if not isinstance(answer, dict):
        pytest.fail(f"STEP is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"STEP['{key}'] is not there yet", pytrace=False)
    found = number(answer[key], f"STEP['{key}']")
    if not (np.isfinite(found) and found > 0):
        pytest.fail(f"STEP['{key}'] is {found:g}; it should be a positive number", pytrace=False)
    return found


def within(student, key, low, high):
    """Require that a predicted number lies between two numbers."""
    found = predicted(student, key)
    if not low <= found <= high:
        pytest.fail(f"STEP['{key}'] is not {found:g}: run the figure below and measure", pytrace=False)


@pytest.mark.check("q2_step", weight=2, given=("centred_difference",))
def test_errors_of_a_cubic(student, given):
    """difference_errors gives the absolute error for every step, in the order of the steps."""
    cubic = Formula("x ** 3", "x")
    for at, slope in ((2.0, 12.0), (2.0, 20.0), (3.0, 5.0)):
        truth = [abs(vector(given.centred_difference(cubic, np.array([at]), h), 1)[0] - slope) for h in STEPS]
        found = vector(student.difference_errors(cubic, slope, at, STEPS), STEPS.size)
        assert np.allclose(found, truth, rtol=1e-3, atol=1e-9)


def error_curve(axes):
    """Return the longest curve or cloud of points: steps and errors, the smallest step first."""
    if not axes.lines and not axes.points:
        pytest.fail("draw_errors draws no curve", pytrace=False)
    curve = max((*axes.lines, *axes.points), key=lambda line: line.x.size)
    if curve.x.size > POINTS_MAX:
        pytest.fail(
            f"the curve has {curve.x.size} steps; at least 12 are asked for, and {POINTS_MAX} are more than "
            "enough",
            pytrace=False,
        )
    keep = np.isfinite(curve.x) & np.isfinite(curve.y) & (curve.x > 0)
    order = np.argsort(curve.x[keep])
    return curve.x[keep][order], curve.y[keep][order]


def the_axes(student, function, slope, x):
    """Return the one set of axes that the student draws."""
    axes = [part for figure in student.draw_errors.figures(function, slope, x) for part in figure.axes]
    if len(axes) != 1:
        pytest.fail(f"draw_errors draws {len(axes)} sets of axes; it should draw 1", pytrace=False)
    return axes[0]


@pytest.mark.check("q2_step", weight=2, given=("centred_difference",))
def test_error_figure_shows_the_valley(student, given):
    """The figure's curve is the absolute error over the step: truncation right, rounding left."""
    tanh = Formula("tanh(x)", "x")
    steps, errors = error_curve(the_axes(student, tanh, TANH_1, 1.0))
    if steps.size < 12 or steps.max() < 0.0999 or steps.min() > 1.001e-12:
        reach = f"from {steps.min():.0e} to {steps.max():.0e}" if steps.size else "above 0"
        pytest.fail(
            f"the curve has {steps.size} steps {reach}; it should have at least 12, from 0.1 down to 1e-12",
            pytrace=False,
        )
    right, left = (steps >= 1e-3) & (steps <= 0.11), (steps <= 1e-9) & (errors > 0)
    assert right.any()
    assert left.any()
    at = np.array([1.0])
    own = [abs(vector(given.centred_difference(tanh, at, h), 1)[0] - TANH_1) for h in steps[right]]
    assert np.allclose(errors[right], own, rtol=0.03, atol=0)
    own = max(abs(vector(given.centred_difference(tanh, at, h), 1)[0] - TANH_1) for h in steps[left])
    assert 0.01 * own <= errors[left].max() <= 100 * own


@pytest.mark.check("q2_step")
def test_error_figure_is_readable(student):
    """The figure has one set of axes, both logarithmic and both with a label."""
    axes = the_axes(student, Formula("sin(x)", "x"), float(np.cos(0.5)), 0.5)
    for which, scale, label in (("x", axes.xscale, axes.xlabel), ("y", axes.yscale, axes.ylabel)):
        if scale != "log":
            pytest.fail(f"the {which} axis is not logarithmic", pytrace=False)
        if not label.strip():
            pytest.fail(f"the {which} axis has no label", pytrace=False)


@pytest.mark.check("q2_step")
def test_step_right_arm(student):
    """STEP['right arm']: truncation makes the error fall by this factor when h falls from 0.1 to 0.01."""
    within(student, "right arm", 95, 105)


@pytest.mark.check("q2_step")
def test_step_left_arm(student):
    """STEP['left arm']: on average, rounding makes the error grow by this factor when h falls tenfold."""
    within(student, "left arm", 5, 20)


@pytest.mark.check("q2_step")
def test_step_best(student):
    """STEP['best'] is the centred difference's step of smallest error, to a factor of ten."""
    within(student, "best", 0.9e-6, 1.1e-4)


@pytest.mark.check("q2_step")
def test_step_best_forward(student):
    """STEP['best forward'] is the one-sided difference's step of smallest error, to a factor of ten."""
    within(student, "best forward", 0.9e-9, 1.1e-7)
