"""Q1: maxout of two affine pieces, and what it can and cannot imitate."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checks import describe, explored, floats, items, number, vector

SMALL = st.integers(-9, 9).map(float)
LINE = np.linspace(-4, 4, 33)
ROWS = {"identity", "step", "relu", "leaky relu", "prelu 2", "elu"}
NAMES_MAX, NAME_LENGTH = 20, 40


def pieces_of(student, key):
    """Return the two affine pieces of one imitation, as four numbers."""
    answer = student.value("MAXOUT")
    if not isinstance(answer, dict):
        pytest.fail(f"MAXOUT is {describe(answer)}; it should be a dict", pytrace=False)
    if answer.get(key) is None:
        pytest.fail(f"MAXOUT['{key}'] is not there yet", pytrace=False)
    what = f"MAXOUT['{key}']"
    return [number(part, what) for part in items(answer[key], 4, what)]


def require_imitation(student, key, truth):
    """Require that the larger of two affine pieces is a function."""
    w1, b1, w2, b2 = pieces_of(student, key)
    found = np.maximum(w1 * LINE + b1, w2 * LINE + b2)
    gap = np.abs(found - truth)
    if not gap.max() <= 1e-9:
        worst = int(np.argmax(gap))
        pytest.fail(
            f"MAXOUT['{key}'] gives {found[worst]:g} at x = {LINE[worst]:g}; it should be {truth[worst]:g}",
            pytrace=False,
        )


@pytest.mark.check("q1_maxout", weight=2, independent=True)
@explored(
    X=st.lists(st.lists(SMALL, min_size=3, max_size=3), min_size=1, max_size=4),
    w1=st.lists(SMALL, min_size=3, max_size=3),
    w2=st.lists(SMALL, min_size=3, max_size=3),
    b1=SMALL,
    b2=SMALL,
)
def test_maxout_of_rows(student, X, w1, w2, b1, b2):
    """For every row, maxout gives the larger of its two affine pieces, each with its own bias."""
    value = student.maxout(np.array(X), np.array(w1), b1, np.array(w2), b2)
    truth = [
        max(sum(a * c for a, c in zip(row, w, strict=True)) + b for w, b in ((w1, b1), (w2, b2))) for row in X
    ]
    assert np.allclose(vector(value, len(X)), truth, rtol=0, atol=1e-5)


@pytest.mark.check("q1_maxout")
def test_maxout_of_any_width(student):
    """The unit works for vectors of one entry as for five, and leaves its arguments as they are."""
    X = np.array([[-2.0], [0.5], [3.0]])
    near = vector(student.maxout(X, np.array([2.0]), -1.0, np.array([-1.0]), 0.5), 3)
    assert np.allclose(near, [2.5, 0.0, 5.0], rtol=0, atol=1e-6)
    X = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [0.0, -1.0, 0.0, 1.0, 0.0]])
    w1, w2 = np.array([1.0, 0.0, 0.0, 0.0, -1.0]), np.array([0.0, 1.0, -1.0, 1.0, 0.0])
    reply = student.maxout.reply(X.copy(), w1.copy(), 2.0, w2.copy(), -1.0)
    assert np.allclose(vector(reply.value, 2), [2.0, 2.0], rtol=0, atol=1e-6)
    for place, before in ((0, X), (1, w1), (3, w2)):
        if not np.array_equal(floats(reply.args[place], what="an argument after the call"), before):
            student.mistake("q1_maxout_changes_input")


@pytest.mark.check("q1_maxout")
def test_maxout_makes_relu(student):
    """MAXOUT['relu'] are two pieces whose maximum is ReLU."""
    require_imitation(student, "relu", np.maximum(LINE, 0))


@pytest.mark.check("q1_maxout")
def test_maxout_makes_abs(student):
    """MAXOUT['abs'] are two pieces whose maximum is |x|."""
    require_imitation(student, "abs", np.abs(LINE))


@pytest.mark.check("q1_maxout")
def test_maxout_makes_hinge(student):
    """MAXOUT['hinge'] are two pieces whose maximum is 0 from x = 1 on and 1 - x to the left of it."""
    require_imitation(student, "hinge", np.where(LINE < 1, 1 - LINE, 0.0))


@pytest.mark.check("q1_maxout", weight=2)
def test_rows_of_two_pieces(student):
    """TWO_PIECES names exactly the functions that are a maximum of two affine pieces."""
    answer = student.value("TWO_PIECES")
    if not isinstance(answer, list | tuple | set | frozenset):
        pytest.fail(f"TWO_PIECES is {describe(answer)}; it should be a list of names", pytrace=False)
    if len(answer) > NAMES_MAX:
        pytest.fail(
            f"TWO_PIECES is {describe(answer)}; it should be a list of some of {len(ROWS)} names",
            pytrace=False,
        )
    for name in answer:
        if not isinstance(name, str) or len(name) > NAME_LENGTH:
            pytest.fail(
                f"TWO_PIECES holds {describe(name)}; write names out of {', '.join(sorted(ROWS))}",
                pytrace=False,
            )
    named = {name.strip().lower().replace("_", " ") for name in answer}
    if named - ROWS:
        pytest.fail(
            f"TWO_PIECES: {sorted(named - ROWS)[0]!r:.40} is none of {', '.join(sorted(ROWS))}", pytrace=False
        )
    if not named:
        pytest.fail("TWO_PIECES names no function: at least ReLU is one, see above", pytrace=False)
    assert named == {"identity", "relu", "leaky relu"}
