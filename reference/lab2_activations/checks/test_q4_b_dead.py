"""Q4: dead ReLU units, counted and cured."""

import numpy as np
import pytest

from autograder.checks import describe, floats, integer, items, vector

X = np.array([[0.1, 0.9], [0.8, 0.2], [0.5, 0.5], [1.0, 1.0], [0.0, 0.3], [0.9, 0.6], [0.2, 0.1], [0.6, 0.8]])
W = np.array([[1.0, -1.0, -1.0, 0.0, 1.0, 2.0], [1.0, -1.0, 2.0, 0.0, 1.0, -1.0]])
B = np.array([-0.45, -0.5, -1.55, -1.0, -3.0, 0.35])
UNITS = B.size


def drawn(seed, rows, inputs, units):
    """Draw a layer and a batch in which no unit is exactly at 0."""
    rng = np.random.default_rng(seed)
    return (
        rng.normal(size=(rows, inputs)),
        rng.normal(size=(inputs, units)),
        rng.normal(size=units) - 2.0,
        rng.normal(size=(rows, units)),
    )


def units_of(value, units):
    """Read a vector of yes and no."""
    found = vector(value, units, "the result of dead_units")
    if not np.isin(found, (0.0, 1.0)).all():
        pytest.fail("dead_units returns something else than True and False", pytrace=False)
    return found.astype(bool)


def answer_of(student, key):
    """Return one answer of DEAD."""
    answer = student.value("DEAD")
    if not isinstance(answer, dict):
        pytest.fail(f"DEAD is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"DEAD['{key}'] is not there yet", pytrace=False)
    return answer[key]


def named_dead(student):
    """Return the units that DEAD['dead'] lists."""
    named = answer_of(student, "dead")
    units = items(
        list(named) if isinstance(named, set | frozenset) else named, None, "DEAD['dead']", most=UNITS
    )
    return {integer(unit, "a unit of DEAD['dead']") for unit in units}


@pytest.mark.check("q4_dead", weight=2, independent=True)
def test_dead_units_are_found(student):
    """dead_units is True exactly for the units whose Z is below 0 on every row of the batch."""
    assert units_of(student.dead_units(X, W, B), 6).tolist() == [False, True, False, True, True, False]
    for seed in range(6):
        rows, weights, biases, _ = drawn(seed, 4, 3, 5)
        z = np.einsum("nd,dh->nh", rows, weights) + biases
        found = units_of(student.dead_units(rows, weights, biases), 5)
        assert found.tolist() == [max(column) < 0 for column in z.T.tolist()]


@pytest.mark.check("q4_dead", weight=2, given=("prelu_slope",))
def test_gradient_of_the_layer(student, given):
    """layer_gradient gives dE/dW and dE/db, summed over the rows, for ReLU and for leaky ReLU."""
    for seed, alpha in ((0, 0.0), (1, 0.1), (2, 0.5)):
        rows, weights, biases, upstream = drawn(seed, 7, 3, 4)
        z = np.einsum("nd,dh->nh", rows, weights) + biases
        delta = upstream * floats(given.prelu_slope(z, alpha), shape=z.shape)
        dW, db = items(student.layer_gradient(rows, weights, biases, upstream, alpha), 2)
        assert np.allclose(
            floats(dW, shape=(3, 4)), np.einsum("nd,nh->dh", rows, delta), rtol=1e-5, atol=1e-6
        )
        assert np.allclose(vector(db, 4), np.einsum("nh->h", delta), rtol=1e-5, atol=1e-6)


@pytest.mark.check("q4_dead", given=("prelu_slope",))
def test_gradient_is_what_differences_say(student, given):
    """The gradients agree with centred differences of E = the sum of A times dA over all entries."""
    rows, weights, biases, upstream = drawn(11, 5, 2, 3)
    alpha, h = 0.1, 1e-6

    def loss(w, b):
        z = rows @ w + b
        return float((z * floats(given.prelu_slope(z, alpha), shape=z.shape) * upstream).sum())

    dW, db = items(student.layer_gradient(rows, weights, biases, upstream, alpha), 2)
    dW, db = floats(dW, shape=(2, 3)), vector(db, 3)
    for d in range(2):
        for unit in range(3):
            bump = np.zeros((2, 3))
            bump[d, unit] = h
            slope = (loss(weights + bump, biases) - loss(weights - bump, biases)) / (2 * h)
            assert abs(dW[d, unit] - slope) < 1e-5
    for unit in range(3):
        bump = np.zeros(3)
        bump[unit] = h
        slope = (loss(weights, biases + bump) - loss(weights, biases - bump)) / (2 * h)
        assert abs(db[unit] - slope) < 1e-5


@pytest.mark.check("q4_dead", given=("prelu_slope",))
def test_leak_wakes_dead_units(student, given):
    """A dead unit's gradient is 0 with ReLU and is not with leaky ReLU: that is the cure."""
    upstream = np.arange(1.0, 49.0).reshape(8, 6)
    z = np.einsum("nd,dh->nh", X, W) + B
    for alpha in (0.0, 0.1):
        delta = upstream * floats(given.prelu_slope(z, alpha), shape=z.shape)
        reply = student.layer_gradient.reply(X.copy(), W.copy(), B.copy(), upstream.copy(), alpha)
        dW, db = items(reply.value, 2)
        assert np.allclose(floats(dW, shape=(2, 6)), np.einsum("nd,nh->dh", X, delta), rtol=1e-5, atol=1e-6)
        assert np.allclose(vector(db, 6), np.einsum("nh->h", delta), rtol=1e-5, atol=1e-6)
        for place, before in enumerate((X, W, B, upstream)):
            if not np.array_equal(floats(reply.args[place], what="an argument after the call"), before):
                student.mistake("q4_dead_changes_input")


@pytest.mark.check("q4_dead")
def test_dead_units_of_the_layer(student):
    """DEAD['dead'] lists the units of LAYER that are dead on BATCH, counted from 0."""
    units = named_dead(student)
    if units == {2, 4, 5}:
        student.mistake("q4_dead_counted_from_one")
    assert units == {1, 3, 4}


@pytest.mark.check("q4_dead")
def test_unit_dead_for_ever(student):
    """DEAD['for ever'] is the unit that no input at all could wake."""
    unit = integer(answer_of(student, "for ever"), "DEAD['for ever']")
    if unit == 4:
        from_one = 2 in named_dead(student)
        student.mistake("q4_dead_counted_from_one" if from_one else "q4_dead_for_ever_in_range")
    assert unit == 3


@pytest.mark.check("q4_dead")
def test_rows_that_wake(student):
    """DEAD['wake'] are at most three rows that leave only one unit dead when they join BATCH."""
    found = floats(answer_of(student, "wake"), what="DEAD['wake']")
    rows = found.reshape(1, -1) if found.ndim == 1 else found
    if rows.ndim != 2 or rows.shape[1] != 2 or not 1 <= rows.shape[0] <= 3:
        pytest.fail(
            f"DEAD['wake'] has shape {found.shape}; it should be 1 to 3 rows of 2 numbers", pytrace=False
        )
    if not np.isfinite(rows).all() or np.abs(rows).max() > 1e6:
        pytest.fail("DEAD['wake'] holds a number that is not finite, or beyond a million", pytrace=False)
    still = [unit for unit in (1, 4) if (rows @ W[:, unit] + B[unit]).max() < -1e-12]
    if still:
        pytest.fail(f"with these rows {1 + len(still)} units are still dead", pytrace=False)
