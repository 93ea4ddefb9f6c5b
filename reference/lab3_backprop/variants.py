"""Every student's own pattern, targets and 23 weights of the 2-3-2-2 net.

One input is exactly 0, so that three gradients are. The targets are 0 and 1. Outputs are kept away from their
targets, and apart from each other, so that the predictions are equally hard and mistakes show.
"""

import math
from random import Random
from typing import Any

BOUNDS = {"x": (-2.0, 2.0), "y": (0.0, 1.0), "W1": (-1.5, 1.5), "W2": (-1.5, 1.5), "W3": (-1.5, 1.5)}
"""Least and greatest number under each key."""


def draw(chance: Random) -> dict[str, Any]:
    """Draw one student's numbers.

    Parameters
    ----------
    chance : Random
        Where the numbers come from.

    Returns
    -------
    dict
        x and y, of 2 numbers each, and the folded weights W1, W2, W3 as lists of rows.
    """
    while True:
        x = [0.0, _sign(chance) * chance.randint(5, 20) / 10]
        y = [0.0, 1.0]
        for pair in (x, y):
            if chance.random() < 0.5:
                pair.reverse()
        weights = [
            [[_sign(chance) * chance.randint(1, 15) / 10 for _ in range(n)] for _ in range(m)]
            for m, n in ((3, 3), (4, 2), (3, 2))
        ]
        if _is_telling(x, y, weights):
            return {"x": x, "y": y, "W1": weights[0], "W2": weights[1], "W3": weights[2]}


def _sign(chance: Random) -> int:
    return chance.choice((-1, 1))


def _is_telling(x: list[float], y: list[float], weights: list[list[list[float]]]) -> bool:
    a = x
    for W in weights:
        inputs = [1.0, *a]
        sums = [sum(v * row[n] for v, row in zip(inputs, W, strict=True)) for n in range(len(W[0]))]
        a = [1 / (1 + math.exp(-z)) for z in sums]
    return all(0.2 <= v <= 0.8 for v in a) and abs(a[0] - a[1]) >= 0.1
