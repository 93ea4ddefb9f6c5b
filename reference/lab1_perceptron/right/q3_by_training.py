"""The sixteen answers come from training under V > 0, so that some rows sit exactly on 0; arrays inside."""

import itertools

import numpy as np


def trained(outputs):
    pairs, w = list(itertools.product((0, 1), repeat=2)), np.zeros(3)
    for _ in range(50):
        errors = 0
        for pair, o in zip(pairs, outputs):
            x = np.array([*pair, 1])
            c = int(x @ w > 0)
            w = w - (c - o) * x
            errors += c != o
        if not errors:
            return ["weights", w if w.any() else np.array([0, 0, -1])]
    return ["multipliers", np.array([2.5, 2.5, 2.5, 2.5])]


SIXTEEN = {o: trained(o) for o in itertools.product((0, 1), repeat=4)}
