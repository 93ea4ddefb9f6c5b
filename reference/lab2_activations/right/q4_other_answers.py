"""Other scores, other rows that wake, a tuple of units, capitals."""

import numpy as np

OUTPUT_LAYER = {
    "digit": "Softmax",
    "tags": "Sigmoid ",
    "blood group": "SOFTMAX",
    "findings": "sigmoid",
    "next word": "softmax",
}

THREE = np.array([[3], [2.9], [2.95]])

DEAD = {"dead": (4, 1, 3), "for ever": 3.0, "wake": np.array([[100.0, 100.0], [-50.0, 1.0], [0.5, 0.5]])}
