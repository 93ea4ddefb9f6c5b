"""Q4: momentum and Adam, used through handles. Expected paths come from unrolled sums."""

import mpmath
import numpy as np
import pytest

from autograder.checks import computed_once, floats


def draw_gradients(seed, shape, count):
    """Draw some gradients that are multiples of 1/8, so float32 holds them exactly."""
    rng = np.random.default_rng(seed)
    return [rng.integers(-16, 17, size=shape) / 8 for _ in range(count)]


def path(optimiser, start, drawn):
    """Return the weights after each step."""
    w, found = np.array(start, dtype=float), []
    for gradient in drawn:
        value = optimiser.step(w.copy(), gradient.copy())
        w = floats(value, shape=np.shape(start), what="what step returns")
        found.append(w)
    return np.array(found)


@computed_once
def momentum_path(start, drawn, rate, momentum):
    """Return w_0 - rate * (sum over s of g_s times 1 + momentum + ... + momentum^(t-s))."""
    found = []
    for t in range(len(drawn)):
        moved = sum(g * sum(momentum**k for k in range(t - s + 1)) for s, g in enumerate(drawn[: t + 1]))
        found.append(start - rate * moved)
    return np.array(found)


@computed_once
def adam_path(start, drawn, rate, beta1, beta2, eps):
    """Return Adam's weights in 40 digits, m and v as weighted means of all gradients so far."""
    with mpmath.workdps(40):
        places = []
        for place, w in enumerate(np.ravel(start)):
            w, found = mpmath.mpf(float(w)), []
            for t in range(1, len(drawn) + 1):
                g = [mpmath.mpf(float(np.ravel(one)[place])) for one in drawn[:t]]
                m, v = (
                    mpmath.fsum((1 - b) * b ** (t - 1 - s) * x**power for s, x in enumerate(g)) / (1 - b**t)
                    for b, power in ((mpmath.mpf(beta1), 1), (mpmath.mpf(beta2), 2))
                )
                w -= rate * m / (mpmath.sqrt(v) + eps)
                found.append(float(w))
            places.append(found)
    return np.array(places).T.reshape(len(drawn), *np.shape(start))


def near(found, expected):
    """Assert equal paths, to what float32 can hold."""
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.check("q4_optimisers", weight=2)
def test_momentum(student):
    """Momentum's steps remember the velocity, for weights of any shape."""
    for shape, rate, momentum in (((1,), 0.5, 0.5), ((3,), 0.1, 0.9), ((2, 2), 1.0, 0.25)):
        drawn, start = draw_gradients(1, shape, 5), np.ones(shape)
        near(
            path(student.Momentum.new(rate, momentum), start, drawn),
            momentum_path(start, drawn, rate, momentum),
        )


@pytest.mark.check("q4_optimisers")
def test_momentum_by_default(student):
    """Momentum is 0.9 unless told otherwise; with momentum 0 it is plain gradient descent."""
    drawn, start = draw_gradients(2, (2,), 4), np.array([1.0, -2.0])
    near(path(student.Momentum.new(0.1), start, drawn), momentum_path(start, drawn, 0.1, 0.9))
    near(path(student.Momentum.new(0.1, 0.0), start, drawn), momentum_path(start, drawn, 0.1, 0.0))


@pytest.mark.check("q4_optimisers", weight=3)
def test_adam(student):
    """Adam's steps use both running means, corrected for their start at 0, for weights of any shape."""
    for shape, rate, beta1, beta2, eps in (
        ((1,), 0.5, 0.5, 0.75, 0.25),
        ((3,), 0.1, 0.9, 0.99, 1e-8),
        ((2, 2), 1.0, 0.25, 0.5, 1.0),
    ):
        drawn, start = draw_gradients(3, shape, 5), np.ones(shape)
        expected = adam_path(start, drawn, rate, beta1, beta2, eps)
        near(path(student.Adam.new(rate, beta1, beta2, eps), start, drawn), expected)


@pytest.mark.check("q4_optimisers")
def test_adam_by_default(student):
    """By default Adam has rate 0.001, beta1 0.9, beta2 0.999 and eps 1e-8: its first step is 0.001 long."""
    start = np.array([0.0, 0.0, 0.0])
    drawn = [1000.0 * g for g in draw_gradients(4, (3,), 4)]
    drawn[0] = np.array([4000.0, -0.25, 1e-6])
    found = path(student.Adam.new(), start, drawn)
    assert np.allclose(found, adam_path(start, drawn, 0.001, 0.9, 0.999, 1e-8), rtol=1e-5, atol=1e-9)


@pytest.mark.check("q4_optimisers")
def test_optimisers_are_separate(student):
    """Two optimisers do not share what they remember, and step changes neither weights nor gradient."""
    w, gradient = np.array([1.0, -2.0]), np.array([0.5, 4.0])
    for build, arguments in ((student.Momentum, (0.5, 0.5)), (student.Adam, (0.5, 0.5, 0.5, 0.25))):
        first, other = build.new(*arguments), build.new(*arguments)
        before = floats(other.step(w, gradient), (2,), "what step returns")
        for _ in range(2):
            reply = first.step.reply(w.copy(), gradient.copy())
            floats(reply.value, (2,), "what step returns")
            weights_after, gradient_after = (floats(part, what="an argument") for part in reply.args[:2])
            if not np.array_equal(weights_after, w) or not np.array_equal(gradient_after, gradient):
                student.mistake("q4_optimisers_in_place")
        fresh = floats(build.new(*arguments).step(w, gradient), (2,), "what step returns")
        if not np.allclose(before, fresh, rtol=1e-6, atol=0):
            student.mistake("q4_optimisers_shared_memory")
