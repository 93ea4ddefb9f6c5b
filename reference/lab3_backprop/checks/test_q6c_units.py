"""Q6: one task, fitted with 1, 2, 5 and 20 hidden units.

One unit makes a curve that only rises or only falls, so isotonic regression bounds its loss from below.
Measured over 30 starts in threes, mean losses: 0.036 to 0.042, 0.029 to 0.039, 0.003 to 0.03, 0.0006 or less.
"""

import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression

from autograder.checks import computed_once, floats

UNITS = [1, 2, 5, 20]
SEEDS = [3, 14, 15]
SAME = 1e-4
X = np.linspace(-1, 1, 20)[:, None]
Y = 0.5 + 0.4 * np.cos(2 * np.pi * X)


def losses(student, units=UNITS, seeds=SEEDS):
    """Ask for the final losses, one row a number of units."""
    shape = (len(units), len(seeds))
    found = floats(student.final_losses(X, Y, units, seeds), shape=shape, what="the losses")
    if not np.isfinite(found).all():
        pytest.fail("some losses are not finite numbers", pytrace=False)
    return found


@computed_once
def rising_or_falling():
    """Return the least loss of any curve that only rises or only falls."""
    fits = [
        IsotonicRegression(increasing=up).fit(X.ravel(), Y.ravel()).predict(X.ravel()) for up in (True, False)
    ]
    return min(float(np.mean((Y.ravel() - fit) ** 2) / 2) for fit in fits)


@pytest.mark.check("q6_units", weight=2)
def test_losses_of_one_unit(student):
    """The losses are means over the rows: one unit, which cannot bend back, leaves what it must."""
    one = losses(student, [1])[0]
    assert (one >= 0.999 * rising_or_falling()).all()
    assert one.min() < 0.06


@pytest.mark.check("q6_units", weight=3)
def test_losses_fall_with_more_units(student):
    """Averaged over the seeds, 5 units lose less than 1 unit, and 20 units less than half of that."""
    one, _, five, twenty = losses(student).mean(axis=1)
    assert five < 0.95 * one
    assert twenty < 0.5 * one
    assert twenty > 0


@pytest.mark.check("q6_units", weight=1)
def test_losses_stand_in_order(student):
    """Row by row stand the units as they were given, column by column the seeds, which make a difference."""
    forth, back = losses(student, [1, 20], [3, 14]), losses(student, [20, 1], [14, 3])
    assert np.allclose(forth, back[::-1, ::-1], rtol=SAME, atol=1e-12)
    assert not np.allclose(forth[:, 0], forth[:, 1], rtol=SAME, atol=0)
