"""Lab 2: the solutions against other libraries, many digits, differences and hand-worked numbers."""

from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import mpmath
import numpy as np
import pytest
import sympy
from scipy import special
from sklearn.neural_network._base import ACTIVATIONS, DERIVATIVES

from autograder.course.loading import load_module

LAB = Path(__file__).parents[2] / "reference" / "lab2_activations"
GRID = np.linspace(-30, 30, 241)
FAR = np.array([-1e308, -1e6, -1000.0, -750.0, 750.0, 1000.0, 1e6, 1e308])
SMOOTH = ("logistic", "tanh", "arctan", "softplus")
PLAIN = ("identity", "step", "relu", "leaky_relu")
X = sympy.Symbol("x", real=True)
NAMES: dict[str, Any] = {
    "x": X,
    "D": lambda body, variable: sympy.diff(body, variable),
    "sigma": lambda z: 1 / (1 + sympy.exp(-z)),
    "tanh": lambda z: (sympy.exp(z) - sympy.exp(-z)) / (sympy.exp(z) + sympy.exp(-z)),
    "exp": sympy.exp,
    "log": sympy.log,
    "atan": sympy.atan,
    "tan": sympy.tan,
}
MP: dict[str, Any] = {
    "logistic": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "arctan": mpmath.atan,
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
}


@pytest.fixture(scope="module")
def solutions() -> ModuleType:
    """Load the solutions by their path."""
    mpl.use("agg")
    return load_module(LAB / "solutions.py")


def digits(function: Any, points: np.ndarray) -> np.ndarray:
    """Evaluate an mpmath function in 700 digits."""
    with mpmath.workdps(700):
        return np.array([float(function(mpmath.mpf(float(point)))) for point in points])


# Part 1: the table


def test_smooth_values_agree_with_scipy(solutions: ModuleType) -> None:
    """On |x| <= 30 the smooth functions are SciPy's and NumPy's own, to 1e-14 of their size."""
    for name, other in (
        ("logistic", special.expit),
        ("tanh", np.tanh),
        ("arctan", np.arctan),
        ("softplus", lambda x: -special.log_expit(-x)),
    ):
        np.testing.assert_allclose(getattr(solutions, name)(GRID), other(GRID), rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("name", SMOOTH)
def test_smooth_values_in_many_digits(solutions: ModuleType, name: str) -> None:
    """Values and slopes agree with mpmath's value and numerical derivative, in 50 digits and more."""
    points = np.array([-25.0, -3.5, -1e-3, 0.25, 1.0, 7.0])
    values = getattr(solutions, name)(points)
    np.testing.assert_allclose(values, digits(MP[name], points), rtol=1e-14)
    with mpmath.workdps(60):
        slopes = [float(mpmath.diff(MP[name], mpmath.mpf(p))) for p in points]
    np.testing.assert_allclose(getattr(solutions, f"{name}_slope")(points), slopes, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", SMOOTH)
def test_smooth_functions_far_out(solutions: ModuleType, name: str) -> None:
    """At the far ends there is no nan and no overflow, and the limits are right."""
    limits = {"logistic": (0, 1), "tanh": (-1, 1), "arctan": (-np.pi / 2, np.pi / 2)}
    far = FAR[np.abs(FAR) < 1e300] if name == "arctan" else FAR
    with np.errstate(invalid="raise", divide="raise"):
        found = getattr(solutions, name)(far)
    if name == "softplus":
        np.testing.assert_array_equal(found, np.maximum(far, 0))
    else:
        np.testing.assert_allclose(found, np.where(far < 0, *limits[name]), rtol=0, atol=2e-3)
    slopes = getattr(solutions, f"{name}_slope")(far)
    wanted = (far > 0) * 1.0 if name == "softplus" else np.zeros(far.size)
    np.testing.assert_allclose(slopes, wanted, rtol=0, atol=2e-6)


def test_values_by_hand(solutions: ModuleType) -> None:
    """At log 3, e^x is 3: sigma is 3/4, tanh 4/5, softplus 2 log 2; ELU at -log 2 with alpha 3 is -3/2."""
    x = np.log(3.0)
    assert solutions.logistic(x) == pytest.approx(3 / 4)
    assert solutions.tanh(x) == pytest.approx(4 / 5)
    assert solutions.softplus(x) == pytest.approx(2 * np.log(2))
    assert solutions.elu(-np.log(2.0), 3.0) == pytest.approx(-1.5)
    assert solutions.elu_slope(-np.log(2.0), 3.0) == pytest.approx(1.5)
    assert solutions.logistic_slope(x) == pytest.approx(3 / 16)
    assert solutions.tanh_slope(x) == pytest.approx(9 / 25)
    assert solutions.arctan_slope(3.0) == pytest.approx(1 / 10)


def test_relu_and_logistic_agree_with_scikit_learn(solutions: ModuleType) -> None:
    """ReLU, tanh and logistic are those of scikit-learn's MLP, and so are the slopes away from 0."""
    z = np.random.default_rng(2).normal(size=(5, 4))
    for ours, theirs in (("relu", "relu"), ("tanh", "tanh"), ("logistic", "logistic")):
        value = z.copy()
        ACTIVATIONS[theirs](value)
        np.testing.assert_allclose(getattr(solutions, ours)(z), value, rtol=1e-14)
        delta = np.ones_like(z)
        DERIVATIVES[theirs](value, delta)
        np.testing.assert_allclose(getattr(solutions, f"{ours}_slope")(z), delta, rtol=1e-12)


def test_kinks_by_the_table(solutions: ModuleType) -> None:
    """At 0 values and slopes are those of the line x >= 0, whatever alpha is."""
    assert [float(getattr(solutions, name)(0.0)) for name in PLAIN] == [0, 1, 0, 0]
    assert float(solutions.prelu(0.0, 7.0)) == float(solutions.elu(0.0, 7.0)) == 0
    slopes = (solutions.identity_slope, solutions.relu_slope, solutions.leaky_relu_slope)
    assert [float(slope(0.0)) for slope in slopes] == [1, 1, 1]
    assert float(solutions.prelu_slope(0.0, 7.0)) == float(solutions.elu_slope(0.0, 7.0)) == 1


@pytest.mark.parametrize("alpha", [-0.5, 0.25, 1.0, 2.0])
def test_slopes_beside_the_kink_are_differences(solutions: ModuleType, alpha: float) -> None:
    """Away from 0 every slope of the six others is a centred difference, to 1e-7."""
    points, h = np.array([-3.0, -0.7, -0.01, 0.01, 0.7, 3.0]), 1e-5
    functions = [(getattr(solutions, n), getattr(solutions, f"{n}_slope"), ()) for n in PLAIN]
    functions += [
        (getattr(solutions, n), getattr(solutions, f"{n}_slope"), (alpha,)) for n in ("prelu", "elu")
    ]
    for function, slope, args in functions:
        rise = (function(points + h, *args) - function(points - h, *args)) / (2 * h)
        np.testing.assert_allclose(slope(points, *args), rise, rtol=0, atol=1e-7)


def test_maximum_is_prelu_up_to_one(solutions: ModuleType) -> None:
    """max(alpha x, x) is PReLU for alpha <= 1, and for no larger alpha."""
    for alpha in (-2.0, 0.0, 0.1, 1.0):
        np.testing.assert_array_equal(solutions.prelu(GRID, alpha), np.maximum(alpha * GRID, GRID))
    assert (solutions.prelu(GRID, 1.5) != np.maximum(1.5 * GRID, GRID)).any()


def test_far_ends_of_elu(solutions: ModuleType) -> None:
    """ELU far out is -alpha and x, its slope 0 and 1; just left of 0 its value keeps all digits."""
    np.testing.assert_array_equal(solutions.elu(FAR, 2.0), np.where(FAR < 0, -2.0, FAR))
    np.testing.assert_array_equal(solutions.elu_slope(FAR, 2.0), (FAR > 0) * 1.0)
    assert solutions.elu(-1e-15, 2.0) == pytest.approx(-2e-15, rel=1e-12)


def test_no_function_changes_its_input(solutions: ModuleType) -> None:
    """Every function of the table gives a new array and leaves the old one alone."""
    for name in (*SMOOTH, *PLAIN, "prelu", "elu"):
        for function in (getattr(solutions, name), getattr(solutions, f"{name}_slope")):
            x = np.array([[-1.5, 0.5], [2.0, -3.0]])
            found = function(x, 0.5) if name in ("prelu", "elu") else function(x)
            assert found is not x
            assert x.tolist() == [[-1.5, 0.5], [2.0, -3.0]]


def test_maxout_by_hand(solutions: ModuleType) -> None:
    """max(x1 - x2 + 1/2, 2 x1 + x2 - 1) at (1, 2), (-3, 1/2), (0, 0) is 3, -3, 1/2."""
    rows = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, 0.0]])
    found = solutions.maxout(rows, np.array([1.0, -1.0]), 0.5, np.array([2.0, 1.0]), -1.0)
    assert found.tolist() == [3.0, -3.0, 0.5]


@pytest.mark.parametrize(
    ("key", "truth"), [("relu", lambda x: max(x, 0)), ("abs", abs), ("hinge", lambda x: max(0, 1 - x))]
)
def test_maxout_imitates(solutions: ModuleType, key: str, truth: Any) -> None:
    """The four numbers give the function at every point of a grid."""
    w1, b1, w2, b2 = solutions.MAXOUT[key]
    assert [max(w1 * x + b1, w2 * x + b2) for x in GRID] == [truth(x) for x in GRID]


def test_two_pieces_are_the_convex_piecewise_linear_ones(solutions: ModuleType) -> None:
    """The functions named are convex and have at most two slopes; the others fail in one of the two."""
    rows = {
        "identity": solutions.identity(GRID),
        "step": solutions.step(GRID),
        "relu": solutions.relu(GRID),
        "leaky relu": solutions.leaky_relu(GRID),
        "prelu 2": solutions.prelu(GRID, 2.0),
        "elu": solutions.elu(GRID, 1.0),
    }
    can = []
    for name, values in rows.items():
        slopes = np.diff(values) / np.diff(GRID)
        convex = (np.diff(slopes) > -1e-9).all()
        if convex and np.unique(slopes.round(9)).size <= 2:
            can.append(name)
    assert sorted(can) == sorted(solutions.TWO_PIECES)


def test_inputs_that_break(solutions: ModuleType) -> None:
    """Each input breaks its imitation; the true functions stay finite there."""
    alpha, x = solutions.BREAK["max is prelu"]
    assert max(alpha * x, x) != (alpha * x if x < 0 else x)
    with np.errstate(all="ignore"):
        assert np.isinf(np.log(1 + np.exp(np.float64(solutions.BREAK["log of exp"]))))
        masks = np.float64(solutions.BREAK["masks"])
        assert np.isnan((masks >= 0) * masks + (masks < 0) * (np.exp(masks) - 1))
        assert np.log(1 + np.exp(np.float64(solutions.BREAK["lost"]))) == 0
    assert mpmath.log1p(mpmath.exp(solutions.BREAK["lost"])) > 0
    corner, h = solutions.BREAK["corner"], 1e-7
    left, right = (float(solutions.elu(s * h, corner)) / (s * h) for s in (-1, 1))
    assert right - left == pytest.approx(0.25, abs=1e-6)


# Part 2: differences


def test_centred_difference_by_hand(solutions: ModuleType) -> None:
    """For x cubed it is 3 x² + h², for any x and h."""
    x = np.array([-2.0, 0.0, 1.5])
    np.testing.assert_allclose(solutions.centred_difference(lambda t: t**3, x, 0.5), 3 * x**2 + 0.25)
    found = solutions.difference_errors(lambda t: t**3, 12.0, 2.0, np.array([0.5, 0.25]))
    np.testing.assert_allclose(found, [0.25, 0.0625])


def test_predictions_are_measured(solutions: ModuleType) -> None:
    """The factors and best steps are what tanh at 1 shows when its errors are measured in float64."""
    slope = float(1 - mpmath.tanh(1) ** 2)
    steps = np.logspace(-1, -13, 97)
    centred = np.array([abs((np.tanh(1 + h) - np.tanh(1 - h)) / (2 * h) - slope) for h in steps])
    forward = np.array([abs((np.tanh(1 + h) - np.tanh(1)) / h - slope) for h in steps])
    assert centred[0] / centred[8] == pytest.approx(solutions.STEP["right arm"], rel=0.05)
    decades = centred[56:].reshape(-1, 1)  # from 1e-8 on
    growth = 10 ** -np.polyfit(np.log10(steps[56:]), np.log10(decades[:, 0] + 1e-300), 1)[0]
    assert growth == pytest.approx(solutions.STEP["left arm"], rel=0.5)
    for errors, key in ((centred, "best"), (forward, "best forward")):
        smooth = np.convolve(np.log10(errors + 1e-300), np.ones(5) / 5, mode="same")
        best = steps[2:-2][np.argmin(smooth[2:-2])]
        assert 0.1 < best / solutions.STEP[key] < 10


def test_figure_of_errors(solutions: ModuleType) -> None:
    """The figure has logarithmic, labelled axes, and its lowest point lies near the best step."""
    plt.close("all")
    solutions.draw_errors(np.tanh, float(1 - mpmath.tanh(1) ** 2), 1.0)
    [ax] = plt.gcf().axes
    steps, errors = ax.lines[0].get_data()
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.get_xlabel()
    assert ax.get_ylabel()
    assert 1e-7 < steps[np.argmin(errors)] < 1e-3
    plt.close("all")


# Part 3: derivations


@pytest.mark.parametrize(
    ("constant", "key", "start"),
    [
        ("TANH", "quotient", sympy.tanh(X)),
        ("TANH", "sigma", sympy.tanh(X)),
        ("MORE", "softplus", sympy.log(1 + sympy.exp(X))),
        ("MORE", "arctan", sympy.atan(X)),
    ],
)
def test_every_line_is_the_derivative(solutions: ModuleType, constant: str, key: str, start: Any) -> None:
    """Each line of each derivation is the derivative of the function, at seven points in 30 digits."""
    wanted = sympy.lambdify(X, sympy.diff(start, X), "mpmath")
    for line in getattr(solutions, constant)[key]:
        found = sympy.lambdify(X, eval(line, {"__builtins__": {}}, NAMES), "mpmath")
        with mpmath.workdps(30):
            for point in ("-2.3", "-1", "-0.4", "0.1", "0.7", "1.9", "3.2"):
                assert mpmath.almosteq(found(mpmath.mpf(point)), wanted(mpmath.mpf(point)), rel_eps=1e-20)


def test_mended_line(solutions: ModuleType) -> None:
    """The mended line is tanh' in exponentials, and the printed one agrees with it at 0 only."""
    mended, printed = (
        eval(text, {"__builtins__": {}}, NAMES)
        for text in (solutions.MEND["text"], "2*exp(2*x)*2*exp(2*x)/(exp(2*x) + 1)**2")
    )
    assert sympy.simplify((mended - sympy.diff(sympy.tanh(X), X)).rewrite(sympy.exp)) == 0
    assert (mended - printed).subs(X, 0) == 0
    assert abs((mended - printed).subs(X, 1).evalf()) > 0.1


# Part 4: outputs and dead units


def test_outputs_agree_with_scipy(solutions: ModuleType) -> None:
    """The two kinds of output are SciPy's softmax and expit, also for scores of 1000."""
    scores = np.vstack([np.random.default_rng(4).normal(size=(4, 3)) * 10, [1000.0, 999.0, -1000.0]])
    np.testing.assert_allclose(solutions.outputs(scores, True), special.softmax(scores, axis=1), rtol=1e-12)
    np.testing.assert_allclose(solutions.outputs(scores, False), special.expit(scores), rtol=1e-12)


def test_two_classes(solutions: ModuleType) -> None:
    """score_for is SciPy's logit; the softmax of (log 4, 0) is (0.8, 0.2)."""
    p = np.array([0.001, 0.3, 0.5, 0.999])
    np.testing.assert_allclose(solutions.score_for(p), special.logit(p), atol=1e-14)
    np.testing.assert_allclose(special.softmax([float(solutions.score_for(0.8)), 0.0]), [0.8, 0.2])


def test_three_scores(solutions: ModuleType) -> None:
    """Their sigmoids sum to more than 2.5, their softmax outputs stay below 0.4."""
    assert special.expit(solutions.THREE).sum() > 2.5
    assert special.softmax(solutions.THREE).max() <= 0.4


def test_dead_units_by_hand(solutions: ModuleType) -> None:
    """With Z = [[1.5, -4, -4], [3.5, -3, 1]] only the middle unit is dead."""
    rows = np.array([[1.0, 2.0], [3.0, -1.0]])
    weights, biases = np.array([[1.0, -1.0, 1.0], [0.0, -1.0, -1.0]]), np.array([0.5, -1.0, -3.0])
    assert solutions.dead_units(rows, weights, biases).tolist() == [False, True, False]
    upstream = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    dW, db = solutions.layer_gradient(rows, weights, biases, upstream, 0.0)
    assert dW.tolist() == [[13.0, 0.0, 18.0], [-2.0, 0.0, -6.0]]
    assert db.tolist() == [5.0, 0.0, 6.0]
    dW, db = solutions.layer_gradient(rows, weights, biases, upstream, 0.1)
    np.testing.assert_allclose(dW[:, 1], [1.7, -0.1])
    assert db[1] == pytest.approx(0.7)


@pytest.mark.parametrize("alpha", [0.0, 0.1])
def test_layer_gradient_is_a_difference(solutions: ModuleType, alpha: float) -> None:
    """Each entry of dW and db is a centred difference of E = the sum of A times dE/dA."""
    rng = np.random.default_rng(9)
    rows, weights, biases = rng.normal(size=(6, 3)), rng.normal(size=(3, 4)), rng.normal(size=4)
    upstream = rng.normal(size=(6, 4))

    def loss(parameters: np.ndarray) -> float:
        z = rows @ parameters[:12].reshape(3, 4) + parameters[12:]
        return float((np.where(z < 0, alpha * z, z) * upstream).sum())

    flat = np.concatenate([weights.ravel(), biases])
    bumps = 1e-6 * np.eye(flat.size)
    slopes = np.array([(loss(flat + bump) - loss(flat - bump)) / 2e-6 for bump in bumps])
    dW, db = solutions.layer_gradient(rows, weights, biases, upstream, alpha)
    np.testing.assert_allclose(np.concatenate([dW.ravel(), db]), slopes, atol=1e-8)


def test_dead_units_of_the_layer(solutions: ModuleType) -> None:
    """In the notebook's layer three units are silent on the batch, and one of them has no weights."""
    rows = np.array(
        [[0.1, 0.9], [0.8, 0.2], [0.5, 0.5], [1.0, 1.0], [0.0, 0.3], [0.9, 0.6], [0.2, 0.1], [0.6, 0.8]]
    )
    weights = np.array([[1.0, -1.0, -1.0, 0.0, 1.0, 2.0], [1.0, -1.0, 2.0, 0.0, 1.0, -1.0]])
    biases = np.array([-0.45, -0.5, -1.55, -1.0, -3.0, 0.35])
    silent = [unit for unit in range(6) if max(rows @ weights[:, unit] + biases[unit]) < 0]
    assert silent == solutions.DEAD["dead"]
    assert [unit for unit in silent if not weights[:, unit].any()] == [solutions.DEAD["for ever"]]
    joined = np.vstack([rows, solutions.DEAD["wake"]])
    assert [u for u in silent if max(joined @ weights[:, u] + biases[u]) < 0] == [solutions.DEAD["for ever"]]
