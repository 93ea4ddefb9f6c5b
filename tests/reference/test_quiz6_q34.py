"""Quiz 6, questions 3 and 4: the solutions against other libraries, many digits and the lecture's numbers."""

import ast
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from scipy import special
from sklearn.metrics import log_loss

from autograder.course.loading import load_module

QUIZ6 = Path(__file__).parents[2] / "reference" / "quiz6"
GRID = np.linspace(-30, 30, 241)
FAR = np.array([-1e308, -1000.0, -750.0, 750.0, 1000.0, 1e308])
PAIRS = [("sigmoid", "sigmoid_derivative"), ("tanh", "tanh_derivative")]
X = sympy.Symbol("x", real=True)
NAMES: dict[str, Any] = {
    "x": X,
    "D": lambda body, variable: sympy.diff(body, variable),
    "sigma": lambda z: 1 / (1 + sympy.exp(-z)),
    "tanh": lambda z: (sympy.exp(z) - sympy.exp(-z)) / (sympy.exp(z) + sympy.exp(-z)),
    "exp": sympy.exp,
    "log": sympy.log,
}


@pytest.fixture(scope="module")
def solutions() -> ModuleType:
    """Load the solutions by their path."""
    return load_module(QUIZ6 / "solutions.py", {"VARIANT": {}})


def constant(path: Path, name: str) -> Any:
    """Read a constant of a file without running the file."""
    [value] = [
        node.value
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    ]
    return ast.literal_eval(value)


def digits(function: Any, points: np.ndarray) -> np.ndarray:
    """Evaluate an mpmath function in 700 digits, so that nothing cancels even at |x| = 700."""
    with mpmath.workdps(700):
        return np.array([float(function(mpmath.mpf(float(point)))) for point in points])


def logistic(x: mpmath.mpf) -> mpmath.mpf:
    """Return sigma by its definition."""
    return 1 / (1 + mpmath.exp(-x))


# Q3: values and derivatives


def test_values_agree_with_scipy_and_numpy(solutions: ModuleType) -> None:
    """On |x| <= 30 sigmoid is SciPy's expit and tanh is NumPy's, to 1e-15."""
    np.testing.assert_allclose(solutions.sigmoid(GRID), special.expit(GRID), rtol=0, atol=1e-15)
    np.testing.assert_allclose(solutions.tanh(GRID), np.tanh(GRID), rtol=0, atol=1e-15)


def test_values_by_hand(solutions: ModuleType) -> None:
    """At log 3, e^x is 3: sigma is 3/4 with slope 3/16, tanh is 4/5 with slope 9/25."""
    x = np.log(3.0)
    found = [
        float(getattr(solutions, name)(x))
        for name in ("sigmoid", "sigmoid_derivative", "tanh", "tanh_derivative")
    ]
    assert found == pytest.approx([3 / 4, 3 / 16, 4 / 5, 9 / 25], abs=1e-15)


@pytest.mark.parametrize(("value", "slope"), PAIRS)
def test_slopes_are_centred_differences_of_the_values(solutions: ModuleType, value: str, slope: str) -> None:
    """(f(x + h) - f(x - h)) / 2h with h = 1e-5 is the slope, to the 1e-10 that this difference can give."""
    f, h, x = getattr(solutions, value), 1e-5, np.linspace(-8, 8, 65)
    np.testing.assert_allclose(getattr(solutions, slope)(x), (f(x + h) - f(x - h)) / (2 * h), atol=2e-10)


def test_slopes_in_many_digits(solutions: ModuleType) -> None:
    """The numerical derivative by mpmath of 1/(1 + e^-x) and of tanh gives the slopes, to 1e-14."""
    x = np.linspace(-20, 20, 17)
    for function, slope in ((logistic, "sigmoid_derivative"), (mpmath.tanh, "tanh_derivative")):
        with mpmath.workdps(60):
            expected = [float(mpmath.diff(function, mpmath.mpf(point))) for point in x.tolist()]
        np.testing.assert_allclose(getattr(solutions, slope)(x), expected, rtol=1e-13)


def test_tails_are_right_relative_to_their_size(solutions: ModuleType) -> None:
    """Far out, and tanh near 0, every function is right to 1e-12 of its own size."""
    far = np.array([-700.0, -400.0, -100.0, -40.0, 40.0, 100.0, 700.0])
    small = np.array([-1e-5, 1e-10, 3e-15, 1e-200])
    near = {"rtol": 1e-12, "atol": 0.0}
    np.testing.assert_allclose(solutions.sigmoid(far), digits(logistic, far), **near)
    np.testing.assert_allclose(solutions.tanh(small), digits(mpmath.tanh, small), **near)
    product = digits(lambda x: logistic(x) * logistic(-x), far)
    np.testing.assert_allclose(solutions.sigmoid_derivative(far), product, **near)
    square = digits(lambda x: mpmath.sech(x) ** 2, 0.4 * far)
    np.testing.assert_allclose(solutions.tanh_derivative(0.4 * far), square, **near)


def test_limits_at_the_largest_numbers(solutions: ModuleType) -> None:
    """At +-750 to +-1e308 the limits come out; an overflow on the way is no harm."""
    with np.errstate(over="ignore"):
        values, slopes = [
            [getattr(solutions, name)(FAR) for name in names] for names in zip(*PAIRS, strict=True)
        ]
    np.testing.assert_allclose(values, [[0, 0, 0, 1, 1, 1], [-1, -1, -1, 1, 1, 1]], rtol=0, atol=1e-300)
    np.testing.assert_allclose(slopes, np.zeros((2, 6)), atol=1e-300)


@pytest.mark.parametrize(
    "x", [2, [0, 1, -2], np.array([[1, -2], [3, 0]]), np.float32([[0.5]]), np.array(1.5)]
)
@pytest.mark.parametrize("name", [name for pair in PAIRS for name in pair])
def test_any_shape_comes_back_and_stays_unchanged(solutions: ModuleType, name: str, x: Any) -> None:
    """Numbers, lists and arrays keep their shape, whole numbers are not cut, and the input is not changed."""
    before = np.array(x)
    found = getattr(solutions, name)(x)
    assert np.shape(found) == np.shape(x)
    np.testing.assert_allclose(found, getattr(solutions, name)(before.astype(float)), rtol=1e-15)
    assert np.array_equal(np.array(x), before)


# Q3: derivations


def algebra(line: str) -> sympy.Expr:
    """Read a line of a derivation with SymPy, D carried out and sigma, tanh written in exponentials."""
    return sympy.sympify(line, locals=NAMES)


def same(left: str, right: str) -> bool:
    """Ask SymPy whether two lines are one function: their difference simplifies to 0 in e^x."""
    y = sympy.Symbol("y", positive=True)
    difference = sympy.expand_log(algebra(left) - algebra(right), force=True)
    return bool(sympy.simplify(sympy.powsimp(difference.subs(X, sympy.log(y)))) == 0)


def test_sympy_tells_right_from_wrong() -> None:
    """The oracle itself: it accepts sigma(x)*sigma(-x) for the slope and refuses sigma(x)**2."""
    assert same("D(sigma(x), x)", "sigma(x)*sigma(-x)")
    assert not same("D(sigma(x), x)", "sigma(x)**2")


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("sigma", "D(1/(1 + exp(-x)), x)", "exp(x)/(exp(x) + 1)**2"),
        ("log sigma", "D(log(1/(1 + exp(-x))), x)", "1/(1 + exp(x))"),
    ],
)
def test_derivations_hold_line_by_line(solutions: ModuleType, key: str, start: str, end: str) -> None:
    """By SymPy, each line of a derivation equals the one before, from D of the function to its derivative."""
    lines = solutions.DERIVATIONS[key]
    assert lines[0].startswith("D(")
    assert [
        later
        for earlier, later in zip([start, *lines], [*lines, end], strict=True)
        if not same(earlier, later)
    ] == []
    assert not [part for part in ("D(", "exp", "log") if part in lines[-1]]


def test_mended_line_by_sympy(solutions: ModuleType) -> None:
    """By SymPy, the line named is the first false one; the mended line equals the one before, without D."""
    broken = constant(QUIZ6 / "checks" / "test_q3_mend.py", "BROKEN")
    false = [
        number for number in range(2, len(broken) + 1) if not same(broken[number - 2], broken[number - 1])
    ]
    line, text = solutions.MEND["line"], solutions.MEND["text"]
    assert line == false[0]
    assert same(broken[line - 2], text)
    assert "D(" not in text
    assert same("D(tanh(x), x)", text)


# Q4: softmax


@pytest.mark.parametrize(
    ("z", "printed", "unit"),
    [
        ((5, 4, 2), (0.7054, 0.2595, 0.0351), 1e-4),
        ((4, 2, 8), (0.0179, 0.0024, 0.9796), 1e-4),
        ((4, 4, 1), (0.4879, 0.4879, 0.0243), 1e-4),
        ((2.33, -1.46, 0.56), (0.83827314, 0.01894129, 0.14278557), 1e-8),
        ((20, 40, 50), (9.357e-14, 4.540e-05, 0.99995460), 1e-8),
    ],
)
def test_softmax_prints_the_lectures_numbers(
    solutions: ModuleType, z: tuple[float, ...], printed: tuple[float, ...], unit: float
) -> None:
    """The softmax of the lecture's vectors is what it prints, to half of its last digit."""
    np.testing.assert_allclose(solutions.softmax(np.array(z)), printed, rtol=0, atol=0.5001 * unit)


def test_softmax_by_hand(solutions: ModuleType) -> None:
    """The exponentials of (log 1, log 2, log 5) are 1, 2 and 5 of 8."""
    assert solutions.softmax(np.log([1.0, 2.0, 5.0])) == pytest.approx([1 / 8, 2 / 8, 5 / 8], abs=1e-15)


@pytest.mark.parametrize("shift", [-1e6, -3.5, 0.0, 1e6])
def test_softmax_agrees_with_scipy(solutions: ModuleType, shift: float) -> None:
    """Random vectors and rows, moved far off, give SciPy's softmax along the last axis."""
    table = np.round(np.random.default_rng(4).normal(0, 5, (20, 7)), 1) + shift
    np.testing.assert_allclose(solutions.softmax_rows(table), special.softmax(table, axis=1), atol=1e-15)
    for row in table:
        np.testing.assert_allclose(solutions.softmax(row), special.softmax(row), atol=1e-15)


@pytest.mark.parametrize(
    ("z", "expected"),
    [
        ([1e308, -1e308], [1, 0]),
        ([-1e308, -1e308, 1e308], [0, 0, 1]),
        ([1e308, 1e308], [0.5, 0.5]),
        ([-1e308], [1]),
        ([0.0, -745.0], [1, 4.94e-324]),
        ([-1000.0, -1000.0 - np.log(3)], [0.75, 0.25]),
    ],
)
def test_softmax_of_numbers_of_any_size(solutions: ModuleType, z: list[float], expected: list[float]) -> None:
    """Up to 1e308 either way, and a single number: what is left is worked by hand."""
    np.testing.assert_allclose(solutions.softmax(z), expected, rtol=1e-12, atol=1e-320)
    rows = np.array([z, z[::-1]])
    np.testing.assert_allclose(
        solutions.softmax_rows(rows), [expected, expected[::-1]], rtol=1e-12, atol=1e-320
    )


def test_softmax_of_long_vectors(solutions: ModuleType) -> None:
    """A hundred thousand entries sum to 1, each right to 1e-12 of its size by sums of many digits."""
    z = np.random.default_rng(5).normal(0, 20, 100_000)
    found = solutions.softmax(z)
    with mpmath.workdps(40):
        total = mpmath.fsum(mpmath.exp(mpmath.mpf(entry)) for entry in z.tolist())
        expected = [float(mpmath.exp(mpmath.mpf(entry)) / total) for entry in z[:50].tolist()]
    np.testing.assert_allclose(found[:50], expected, rtol=1e-12)
    assert found.sum() == pytest.approx(1, abs=1e-12)


def test_rows_are_softmax_one_by_one(solutions: ModuleType) -> None:
    """Each row comes out as by itself, beside a row 2e308 away."""
    table = np.array([[1e308, 0.0, 0.0], [-1e308, -1e308, -1e308], [1.0, 2.0, 3.0]])
    found = solutions.softmax_rows(table)
    np.testing.assert_allclose(found, [[1, 0, 0], [1 / 3] * 3, special.softmax([1.0, 2.0, 3.0])], rtol=1e-15)


def test_softmax_leaves_its_input_alone(solutions: ModuleType) -> None:
    """Vectors, rows, scores and labels stay as they were; whole numbers and lists give the same."""
    z, scores, labels = np.array([5.0, 4.0, 2.0]), np.array([[5.0, 4.0], [1.0, 2.0]]), np.array([0, 1])
    copies = z.copy(), scores.copy(), labels.copy()
    solutions.softmax(z), solutions.softmax_rows(scores), solutions.cross_entropy(scores, labels)
    for now, before in zip((z, scores, labels), copies, strict=True):
        assert np.array_equal(now, before)
    np.testing.assert_array_equal(solutions.softmax([5, 4, 2]), solutions.softmax(z))
    np.testing.assert_array_equal(solutions.softmax_rows([[5, 4], [1, 2]]), solutions.softmax_rows(scores))


# Q4: cross-entropy


def test_cross_entropy_is_scikit_learns_log_loss(solutions: ModuleType) -> None:
    """Of random scores it is scikit-learn's log_loss of SciPy's softmax."""
    rng = np.random.default_rng(6)
    scores, labels = rng.normal(0, 3, (60, 5)), rng.integers(0, 5, 60)
    expected = log_loss(labels, special.softmax(scores, axis=1), labels=range(5))
    assert solutions.cross_entropy(scores, labels) == pytest.approx(expected, rel=1e-12)


def test_cross_entropy_by_hand(solutions: ModuleType) -> None:
    """Shares 1/8 and 5/8 at the right classes give (log 8 + log 8/5) / 2; K equal scores give log K."""
    scores = np.log([[1.0, 2.0, 5.0], [1.0, 2.0, 5.0]])
    assert solutions.cross_entropy(scores, [0, 2]) == pytest.approx(
        (np.log(8) + np.log(8 / 5)) / 2, rel=1e-14
    )
    assert solutions.cross_entropy(np.full((3, 4), -9.0), [[0], [1], [3]]) == pytest.approx(np.log(4))


@pytest.mark.parametrize(
    ("row", "label", "expected"),
    [
        ((1000.0, 0.0), 1, 1000.0),
        ((-1e5, 1e5), 0, 2e5),
        ((0.0, 800.0), 1, 0.0),
        ((0.0, 40.0), 1, 4.2483542e-18),
    ],
)
def test_cross_entropy_of_impossible_and_certain_classes(
    solutions: ModuleType, row: tuple[float, ...], label: int, expected: float
) -> None:
    """Where a share is too small for a number the loss is the distance to the largest score."""
    assert solutions.cross_entropy([row], [label]) == pytest.approx(expected, rel=1e-12, abs=1e-16)


# Q4: find the input


def plain(z: np.ndarray) -> np.ndarray:
    """Divide the exponentials as they are by their sum."""
    with np.errstate(all="ignore"):
        return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


@pytest.mark.parametrize(
    ("key", "shift"),
    [
        ("no shift", lambda z: 0.0),
        ("absolute maximum", lambda z: np.abs(z).max()),
        ("shared maximum", lambda z: z.max()),
    ],
)
def test_breaks_give_nan_or_nothing(solutions: ModuleType, key: str, shift: Any) -> None:
    """On each input the shift named by its key leaves inf/inf or 0/0, while SciPy's softmax is finite."""
    z = np.array(solutions.BREAK[key])
    assert np.isfinite(z).all()
    assert np.isnan(plain(z - shift(z))).any()
    np.testing.assert_allclose(special.softmax(z, axis=-1).sum(axis=-1), 1)
