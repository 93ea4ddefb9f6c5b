"""The verdicts of checks do not hang on the last digits of a fit: the same answers, apart by rounding."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from autograder.checks.student import CarriedForward
from autograder.checks.suite import CheckSuite, Subject
from autograder.course.layout import Course
from autograder.course.loading import load_module
from autograder.course.variants import NAME, load_variants
from autograder.models import CheckResult, Status
from autograder.sandbox.fake import FakeSession

ULPS = (-3, -1, 0, 1, 2, 5)
"""How many of the last digits' units one answer lies beside the other."""
CHECK = "test_report_gives_r2_of_the_test_rows"


def ends(true: Any, pred: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return both as vectors."""
    return np.ravel(np.asarray(true, dtype=float)), np.ravel(np.asarray(pred, dtype=float))


def correlation(true: Any, pred: Any) -> float:
    """Return the squared correlation, which is blind to scale and shift."""
    return float(np.corrcoef(*ends(true, pred))[0, 1] ** 2)


def explained(true: Any, pred: Any) -> float:
    """Return the spread of the predictions over that of the targets, which is blind to their order."""
    true, pred = ends(true, pred)
    return float(np.sum((pred - true.mean()) ** 2) / np.sum((true - true.mean()) ** 2))


def constant(true: Any, pred: Any) -> float:
    """Return what looks at nothing."""
    return 0.42


def halved(true: Any, pred: Any) -> float:
    """Return R² from half the errors."""
    true, pred = ends(true, pred)
    return float(1 - 0.5 * np.sum((true - pred) ** 2) / np.sum((true - true.mean()) ** 2))


@pytest.fixture(scope="module")
def quiz(course: Course) -> Iterator[tuple[CheckSuite, Any]]:
    """Give the quiz's checks, without processes, and its numbers."""
    assignment, reference = course.assignment("quiz6"), course.reference("quiz6")
    variants = load_variants(course, assignment, reference)
    assert variants is not None
    solutions = load_module(reference.solutions_path, {NAME: variants.master})
    with CheckSuite(reference, solutions) as suite:
        yield suite, variants.master


def reported(quiz: tuple[CheckSuite, Any], formula: Any, r2: Any = None, ulps: int = 0) -> CheckResult:
    """Run the check of the report for a student with this formula whose other answers are right."""
    suite, variant = quiz

    def split_25(X: Any, y: Any, random_state: int) -> Any:
        rows = np.random.default_rng(random_state).permutation(len(y))
        return X[rows[110:]], X[rows[:110]], y[rows[110:]], y[rows[:110]]

    def report(X: Any, y: Any, random_state: int) -> Any:
        train, test, y_train, y_test = split_25(X, y, random_state)
        predicted = LinearRegression().fit(train, y_train).predict(test)
        return y_test, predicted, formula(y_test, predicted) if r2 is None else r2

    def r_squared(true: Any, pred: Any) -> float:
        """Answer apart by rounding for predictions of another spread."""
        found = formula(true, pred)
        return found + ulps * float(np.spacing(found)) * (np.std(pred) < 30)

    names = {"split_25": split_25, "report": report, "r_squared": r_squared}
    run = suite.run(Subject(FakeSession(names), 60.0, {}, variant=variant), {"q2_report"})
    assert run.faults == ()
    [result] = [result for result in run.results if result.name == CHECK]
    return result


@pytest.mark.parametrize("formula", [correlation, explained, halved])
@pytest.mark.parametrize("ulps", ULPS)
def test_a_wrong_formula_is_paid_for_once(quiz: Any, formula: Any, ulps: int) -> None:
    """Each formula of the predictions carries the report through, whatever its last digits are."""
    result = reported(quiz, formula, ulps=ulps)
    assert (result.status, result.message) == (Status.PASSED, "Right, given your r_squared.")


@pytest.mark.parametrize("ulps", ULPS)
def test_a_formula_of_nothing_carries_nothing(quiz: Any, ulps: int) -> None:
    """A constant, and one that is one up to rounding, is no formula."""
    assert reported(quiz, constant, ulps=ulps).status is Status.FAILED


@pytest.mark.parametrize("odd", ["nan", "inf", "-inf", float("nan"), float("inf"), 1e308, "1" * 100_000])
def test_an_odd_number_is_wrong(quiz: Any, odd: Any) -> None:
    """What is no finite number fails in words, and nobody has to look at it."""
    result = reported(quiz, halved, r2=odd)
    assert result.status is Status.FAILED
    assert result.message


@pytest.mark.parametrize("slope", [0.0, 1e-16, 1e-12])
def test_a_function_that_varies_by_rounding_carries_nothing(slope: float) -> None:
    """Half plus next to nothing is a constant; a sigmoid is none."""
    points = np.linspace(-3, 3, 12)
    flat = CarriedForward(lambda x: 0.5 + slope * np.asarray(x))  # type: ignore[arg-type]
    bent = CarriedForward(lambda x: 1 / (1 + np.exp(-np.asarray(x))))  # type: ignore[arg-type]
    for function in (flat, bent):
        function(points)
    assert flat.degenerate
    assert not bent.degenerate
