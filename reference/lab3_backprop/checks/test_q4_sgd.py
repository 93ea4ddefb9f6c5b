"""Q4: batches, epochs and updates. The gradient is the check's own and writes down what it was asked."""

import numpy as np
import pytest

from autograder.checks import Formula, describe, integer, items, vector

N = 13
GRADIENT = Formula(
    "w - mean(array([[1., 4.], [2., -3.], [0., 5.], [-4., 1.], [7., 2.], [3., -6.], [5., 0.], [-2., 8.], "
    "[6., -1.], [9., 3.], [-5., -7.], [8., -8.], [4., 6.]])[array(rows, dtype=int64)], axis=0)",
    "w",
    "rows",
    name="gradient",
)
START = np.array([0.5, -1.0])
ETA = 0.25
COUNTS = {"batch": 1, "stochastic": 80, "mini-batch of 8": 10, "mini-batch of 30": 3}


def run_of_sgd(student, batch_size, epochs, seed=4):
    """Let the student descend; return the weights, the updates, and every (w, rows) that was asked."""
    reply = student.sgd.reply(GRADIENT, START.copy(), N, batch_size, ETA, epochs, seed)
    w, updates = items(reply.value, 2, "what sgd returns")
    asked = [
        (vector(at, 2, "w, as given to gradient"), rows_of_a_batch(rows))
        for at, rows in reply.calls.get("gradient", [])
    ]
    return vector(w, 2, "the weights"), integer(updates, "updates"), asked


def rows_of_a_batch(value):
    """Read the rows that gradient was asked for: whole numbers from 0 to N - 1."""
    rows = vector(value, None, "rows, as given to gradient", most=N)
    if not np.isin(rows, np.arange(N)).all():
        pytest.fail(f"gradient is asked for rows that are not among 0 to {N - 1}", pytrace=False)
    return rows.astype(int)


def orders(student, batch_size, epochs, seed=4):
    """Return the rows in the order in which they were used, one row of numbers an epoch."""
    _, _, asked = run_of_sgd(student, batch_size, epochs, seed)
    used = np.concatenate([rows for _, rows in asked]) if asked else np.empty(0, dtype=int)
    if used.size != epochs * N:
        pytest.fail(f"in {epochs} epochs of {N} rows, {used.size} rows were used", pytrace=False)
    return used.reshape(epochs, N)


@pytest.mark.check("q4_sgd", weight=2)
def test_epochs_use_every_row_once(student):
    """In every epoch every row is in exactly one batch; the last batch may be short and is used too."""
    for batch_size in (1, 4, 5, N):
        asked = run_of_sgd(student, batch_size, 3)[2]
        short = [N % batch_size] if N % batch_size else []
        assert [len(rows) for _, rows in asked] == 3 * ([batch_size] * (N // batch_size) + short)
        assert (np.sort(orders(student, batch_size, 3), axis=1) == np.arange(N)).all()


@pytest.mark.check("q4_sgd", weight=2)
def test_updates_follow_the_gradient(student):
    """Each update is w - eta * gradient(w, rows) with the newest w, and the last w is returned."""
    for batch_size, epochs in ((1, 2), (5, 3), (N, 4)):
        w, _, asked = run_of_sgd(student, batch_size, epochs)
        expected = START
        assert len(asked) == epochs * -(-N // batch_size)
        for at, rows in asked:
            assert np.allclose(at, expected, rtol=0, atol=1e-5)
            expected = at - ETA * np.asarray(GRADIENT(at, rows))
        assert np.allclose(w, expected, rtol=0, atol=1e-5)


@pytest.mark.check("q4_sgd", weight=1)
def test_updates_are_counted(student):
    """The updates of the whole run are counted: epochs times batches an epoch."""
    for batch_size, epochs in ((1, 2), (4, 3), (N, 5)):
        assert run_of_sgd(student, batch_size, epochs)[1] == epochs * -(-N // batch_size)


@pytest.mark.check("q4_sgd", weight=1)
def test_orders_are_random(student):
    """Every epoch has its own random order, the same seed gives the same run, another seed another."""
    one, again, other = (orders(student, 4, 3, seed) for seed in (4, 4, 5))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
    assert len(np.unique(one, axis=0)) == 3
    assert not any(np.array_equal(order, np.arange(N)) for order in one)


@pytest.mark.check("q4_sgd", weight=1)
def test_start_is_left_alone(student):
    """The weights that sgd starts from are not changed."""
    reply = student.sgd.reply(GRADIENT, START.copy(), N, 4, ETA, 1, 4)
    items(reply.value, 2, "what sgd returns")
    if not np.array_equal(vector(reply.args[1], 2, "w after the call"), START):
        student.mistake("q4_sgd_changes_start")


@pytest.mark.check("q4_sgd", weight=2)
def test_updates_of_an_epoch(student):
    """UPDATES says how many updates one epoch of 80 rows makes, for each of the four ways."""
    found = student.value("UPDATES")
    if not isinstance(found, dict):
        pytest.fail(f"UPDATES is {describe(found)}; it should be a dict", pytrace=False)
    for way, count in COUNTS.items():
        if found.get(way) is None:
            pytest.fail(f"UPDATES['{way}'] is not there yet", pytrace=False)
        assert integer(found[way], f"UPDATES['{way}']") == count
