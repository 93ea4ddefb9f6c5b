"""XOR as one input without the other; tables by levels of the row's number, as a thermometer."""

import numpy as np

XOR_NET = ([[-1, -1], [1, -1], [-1, 1]], [-1, 1, 1])


def forward(X, hidden, output):
    step = np.vectorize(lambda v: 1 if v >= 0 else 0, otypes=[int])
    ones = np.ones((len(X), 1))
    first = step(np.hstack([ones, X]) @ hidden)
    return step(np.hstack([ones, first]) @ output)


def net_for(outputs):
    n = len(outputs).bit_length() - 1
    places = 2 ** np.arange(n)[::-1]
    levels = np.arange(len(outputs))
    hidden = np.vstack([-levels, np.repeat(places[:, None], len(levels), axis=1)])
    steps = np.diff([0, *map(int, outputs)])
    return hidden, np.array([-0.5, *steps])
