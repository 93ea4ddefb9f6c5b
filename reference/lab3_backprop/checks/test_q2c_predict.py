"""Q2: three predictions for the student's own 23 weights."""

import math
import re

import numpy as np
import pytest

from autograder.checks import describe, items, number

ROUNDING = 0.006
WEIGHTS = 23
NAME_LENGTH = 20


def foretold(student, key):
    """Return one of the predictions."""
    found = student.value("PREDICTED")
    if not isinstance(found, dict):
        pytest.fail(f"PREDICTED is {describe(found)}; it should be a dict", pytrace=False)
    if found.get(key) is None:
        pytest.fail(f"PREDICTED['{key}'] is not there yet", pytrace=False)
    return found[key]


def outputs(variant):
    """Return what every layer gives, unit by unit, the inputs first."""
    a = [list(variant["x"])]
    for name in ("W1", "W2", "W3"):
        W = variant[name]
        sums = [W[0][n] + math.fsum(v * W[m + 1][n] for m, v in enumerate(a[-1])) for n in range(len(W[0]))]
        a.append([1 / (1 + math.exp(-z)) for z in sums])
    return a


@pytest.mark.check("q2_predict")
def test_error_is_predicted(student, variant):
    """PREDICTED['error'] is E for the weights in VARIANT, to three digits."""
    truth = math.fsum((y - v) ** 2 for y, v in zip(variant["y"], outputs(variant)[-1], strict=True)) / 2
    assert number(foretold(student, "error"), "PREDICTED['error']") == pytest.approx(truth, rel=ROUNDING)


@pytest.mark.check("q2_predict")
def test_gradient_is_predicted(student, variant):
    """PREDICTED['w02(3)'] is dE/dw_02^(3) for the weights in VARIANT, with its sign, to three digits."""
    v = outputs(variant)[-1][1]
    truth = -(variant["y"][1] - v) * v * (1 - v)
    found = number(foretold(student, "w02(3)"), "PREDICTED['w02(3)']")
    assert found == pytest.approx(truth, rel=ROUNDING)


@pytest.mark.check("q2_predict")
def test_zero_gradients_are_predicted(student, variant):
    """PREDICTED['zero'] names exactly the weights in VARIANT whose gradient is exactly 0."""
    dead = 1 + int(np.flatnonzero(np.array(variant["x"]) == 0)[0])
    found = foretold(student, "zero")
    named = set()
    names = list(found) if isinstance(found, set | frozenset) else found
    for name in items(names, None, "PREDICTED['zero']", most=WEIGHTS):
        is_name = isinstance(name, str) and len(name) <= NAME_LENGTH
        digits = re.findall(r"[0-9]", name) if is_name else []
        if len(digits) != 3:
            pytest.fail(f"PREDICTED['zero'] holds {describe(name)}; write a name like w11(1)", pytrace=False)
        named.add("".join(digits))
    assert named == {f"{dead}{n}1" for n in (1, 2, 3)}
