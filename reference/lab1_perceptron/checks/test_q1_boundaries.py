"""Q1: the classes, the straight boundary and the circular boundary of logistic regression.

Whole numbers and halves, so that every weighted sum is exact.
"""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import boolean, explored, items, number, vector

COORDINATE = st.sampled_from([-6.0, -3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0, 5.0])
SLOPED = st.sampled_from([-4.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 4.0])

AWAY = [  # theta, rows, and the classes worked by hand; no row is on the boundary
    ([-3, 1, 2], [[0, 0], [4, 0], [0, 1], [2, 1], [5, -2]], [0, 1, 0, 1, 0]),
    ([0.5, -1, -2], [[0, 0], [1, 0], [0, 1], [-3, 1]], [1, 0, 0, 1]),
    ([2, 3], [[-1], [0], [-0.5]], [0, 1, 1]),
    ([1, -2, 0.5, 4], [[1, 1, 0], [1, 1, 1], [0, 0, -1], [0.5, 0, 0.5]], [0, 1, 0, 1]),
    ([400, -900], [[0], [1], [2]], [1, 0, 0]),
    ([0.25, 1], [[0], [-0.125], [-0.5]], [1, 1, 0]),
]
ON = [  # rows that lie on the boundary
    ([-3, 1, 2], [[3, 0], [1, 1], [-1, 2]]),
    ([0, 2, -1], [[0, 0], [1, 2]]),
    ([2, -4], [[0.5], [0.5]]),
]


CENTRE = st.sampled_from([-3.0, -1.5, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0])
RADIUS = st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0, 5.0])
SCALE = st.sampled_from([-4.0, -2.0, -1.0, 0.5, 1.0, 2.0, 8.0])

POINTS = [[0, 0], [1, 0], [0, 2], [-2, 1], [0.5, -0.5], [3, -1], [-1, -3]]
THETAS = [
    [-1, 0, 0, 1, 1],
    [4, 0, 0, -1, -1],
    [-2, 1, -3, 2, 2],
    [1, 0.5, -2, 0.5, -1],
    [0, 2, 1, -1, -1],
]
CIRCLES = [((0, 0), 1), ((2, -1), 3), ((-0.5, 4), 0.5), ((1, 1), 2)]


def classes(student, theta, rows):
    """Let the student classify rows."""
    found = student.classify(np.array(theta, dtype=float), np.array(rows, dtype=float))
    return vector(found, len(rows), "what classify returns").tolist()


def lined(student, theta):
    """Let the student describe the boundary; return the three answers as they are."""
    return items(student.line(np.array(theta, dtype=float)), 3, "what line returns")


@pytest.mark.check("q1_line", weight=2, independent=True)
def test_classes_away_from_the_boundary(student):
    """Rows on one side of the boundary are of class 1, the others of class 0, whatever D is."""
    found = [classes(student, theta, rows) for theta, rows, _ in AWAY]
    assert found == [expected for _, _, expected in AWAY]


@pytest.mark.check("q1_line")
def test_boundary_belongs_to_class_one(student):
    """A row exactly on the boundary is of class 1."""
    found = [classes(student, theta, rows) for theta, rows in ON]
    assert found == [[1.0] * len(rows) for _, rows in ON]


@pytest.mark.check("q1_line", weight=2, independent=True)
@explored(theta0=COORDINATE, theta1=COORDINATE, theta2=SLOPED)
def test_line_is_the_boundary(student, theta0, theta1, theta2):
    """The slope and the intercept describe the points where theta^T x is 0."""
    m, c, _ = lined(student, [theta0, theta1, theta2])
    slope, intercept = number(m, "the slope m"), number(c, "the intercept c")
    sums = [theta0 + theta1 * x1 + theta2 * (slope * x1 + intercept) for x1 in (-2.0, 0.0, 3.0)]
    assert np.allclose(sums, 0, rtol=0, atol=1e-4 if _single(m, c) else 1e-9)


@pytest.mark.check("q1_line", weight=2, independent=True)
@explored(theta0=COORDINATE, theta1=COORDINATE, theta2=SLOPED)
def test_class_one_is_on_the_side_named(student, theta0, theta1, theta2):
    """`above` says whether class 1 lies above the line or below it."""
    above = boolean(lined(student, [theta0, theta1, theta2])[2], "above, the third answer of line")
    x1, on_the_line = 1.0, -(theta0 + theta1) / theta2
    higher = theta0 + theta1 * x1 + theta2 * (on_the_line + 1.0)
    assert above == (higher > 0)


@pytest.mark.check("q1_circle", weight=2, given=("classify",), independent=True)
def test_squares_join_the_features(student, given):
    """Every point's class is that of its features x1, x2, x1^2 and x2^2, in this order."""
    points, thetas = np.array(POINTS, dtype=float), np.array(THETAS, dtype=float)
    features = np.column_stack([points[:, 0], points[:, 1], points[:, 0] ** 2, points[:, 1] ** 2])
    n = len(points)
    found = [vector(student.circle_class(t, points), n, "what circle_class returns").tolist() for t in thetas]
    assert found == [vector(given.classify(theta, features), n).tolist() for theta in thetas]


@pytest.mark.check("q1_circle", weight=3, independent=True)
@explored(c1=CENTRE, c2=CENTRE, radius=RADIUS, scale=SCALE)
def test_circle_is_the_boundary(student, c1, c2, radius, scale):
    """The centre and the radius describe the points where theta^T x is 0."""
    expanded = [c1 * c1 + c2 * c2 - radius * radius, -2 * c1, -2 * c2, 1.0, 1.0]
    answers = items(student.circle(scale * np.array(expanded)), 3, "what circle returns")
    found = [number(answer, "what circle returns") for answer in answers]
    assert np.allclose(found, [c1, c2, radius], rtol=1e-5 if _single(*answers) else 1e-9, atol=1e-6)


@pytest.mark.check("q1_circle", weight=2, independent=True)
def test_theta_draws_the_circle(student):
    """The theta returned is 0 exactly on the circle asked for."""
    angles = np.array([0.1, 1.0, 2.5, 4.0, 5.5])
    for theta, (centre, radius), _ in drawn(student):
        x1, x2 = centre[0] + radius * np.cos(angles), centre[1] + radius * np.sin(angles)
        rows = np.column_stack([np.ones(5), x1, x2, x1**2, x2**2])
        assert np.abs(rows @ theta).max() <= 1e-5 * np.abs(theta).max()


@pytest.mark.check("q1_circle", independent=True)
def test_theta_puts_class_one_on_the_side_asked(student):
    """Class 1 lies inside the circle where that is asked for, and outside where it is not."""
    for theta, ((c1, c2), _), inside in drawn(student):
        middle = theta @ [1.0, c1, c2, c1**2, c2**2]
        far = theta @ [1.0, c1 + 9.0, c2, (c1 + 9.0) ** 2, c2**2]
        assert (middle > 0, far > 0) == (inside, not inside)


def drawn(student):
    """Let the student make a theta for every circle and side; each is five finite numbers, not all 0."""
    asked = [(circle, inside) for circle in CIRCLES for inside in (True, False)]
    answers = [
        student.theta_of_circle(np.array(centre, dtype=float), float(radius), inside)
        for (centre, radius), inside in asked
    ]
    thetas = [vector(answer, 5, "what theta_of_circle returns") for answer in answers]
    if not all(np.isfinite(theta).all() and theta.any() for theta in thetas):
        pytest.fail("theta_of_circle should return finite numbers, not all of them 0", pytrace=False)
    return [(theta, circle, inside) for theta, (circle, inside) in zip(thetas, asked, strict=True)]


def _single(*numbers):
    """Say whether any of the numbers came in single precision."""
    return any(getattr(value, "dtype", None) == np.float32 for value in numbers)
