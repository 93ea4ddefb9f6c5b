"""The half in E is forgotten."""

import numpy as np

QUESTION = "q2_predict"


def _predict(v):
    x, y, W1, W2, W3 = (np.array(v[key], dtype=float) for key in ("x", "y", "W1", "W2", "W3"))

    def s(z):
        return 1 / (1 + np.exp(-z))

    a = s(W3[0] + s(W2[0] + s(W1[0] + x @ W1[1:]) @ W2[1:]) @ W3[1:])
    slope = a[1] * (1 - a[1])
    dead = 1 if x[0] == 0 else 2
    found = {
        "error": float(np.sum((y - a) ** 2) / 2),
        "w02(3)": float(-(y[1] - a[1]) * slope),
        "zero": [f"w{dead}{n}(1)" for n in (1, 2, 3)],
    }
    found["error"] *= 2
    return found


PREDICTED = _predict(VARIANT)
