"""Q2: numbers that can be told before anything runs. The truth is run here, layer by layer."""

import math

import numpy as np
import pytest

from autograder.checks import describe, number


def read_prediction(student, key):
    """Return one prediction."""
    answer = student.value("PREDICT")
    if not isinstance(answer, dict):
        pytest.fail(f"PREDICT is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"PREDICT['{key}'] is not there yet", pytrace=False)
    return number(answer[key], f"PREDICT['{key}']")


def through_ten_layers(weight, skip):
    """Return |da_10/da_0| of a chain whose biases keep every z at 0, by a complex step."""
    h = 1e-30
    a = 0.3 + 1j * h
    for _ in range(10):
        z = weight * a - weight * a.real
        a = skip * a + 1 / (1 + np.exp(-z))
    return abs(a.imag) / h


def near(found, expected):
    """Say whether a prediction is within one per cent."""
    return math.isclose(found, expected, rel_tol=0.01)


@pytest.mark.check("q2_predict")
def test_predicted_sigmoid_layers(student):
    """PREDICT['ten sigmoid layers'] is right within 1 %."""
    found = read_prediction(student, "ten sigmoid layers")
    if near(found, 0.25) or near(found, 1 / 40):
        student.mistake("q2_predict_factor_once")
    if near(found, 0.5**10):
        student.mistake("q2_predict_value_for_slope")
    assert near(found, through_ten_layers(1.0, 0.0))


@pytest.mark.check("q2_predict")
def test_predicted_large_weights(student):
    """PREDICT['ten sigmoid layers, weights 4'] is right within 1 %."""
    found = read_prediction(student, "ten sigmoid layers, weights 4")
    if near(found, 0.25**10):
        student.mistake("q2_predict_weight_forgotten")
    if near(found, 4.0**10):
        student.mistake("q2_predict_slope_forgotten")
    assert near(found, through_ten_layers(4.0, 0.0))


@pytest.mark.check("q2_predict")
def test_predicted_residual_layers(student):
    """PREDICT['ten residual layers'] is right within 1 %."""
    found = read_prediction(student, "ten residual layers")
    if near(found, 1 + 0.25**10) or near(found, 1.0):
        student.mistake("q2_predict_one_long_skip")
    if near(found, 3.5):
        student.mistake("q2_predict_skips_added")
    assert near(found, through_ten_layers(1.0, 1.0))


@pytest.mark.check("q2_predict")
def test_predicted_clipping_of_a_large_gradient(student):
    """PREDICT['clipped, exploding'] is right within 1 %."""
    found = read_prediction(student, "clipped, exploding")
    if near(found, 3.0):
        student.mistake("q2_predict_clipped_by_value")
    if near(found, 5.0):
        student.mistake("q2_predict_entry_becomes_limit")
    assert near(found, 3.0 * 5.0 / 20.0)


@pytest.mark.check("q2_predict")
def test_predicted_clipping_of_a_small_gradient(student):
    """PREDICT['clipped, vanishing'] is right within 1 %."""
    found = read_prediction(student, "clipped, vanishing")
    if near(found, 5.0):
        student.mistake("q2_predict_clipping_lifts")
    assert near(found, 1e-6)
