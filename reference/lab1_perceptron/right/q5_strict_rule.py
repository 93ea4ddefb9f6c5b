"""Nets that are right under V > 0 at every unit, with NAND and other gates; arrays."""

import numpy as np

XOR_NET = (np.array([[0, 2], [1, -1], [1, -1]]), np.array([-1, 1, 1]))
PARITY_NET = [
    [[0, -1, -2], [1, 1, 1], [1, 1, 1], [1, 1, 1]],
    [0, "1/2", "-1/2", "1/2"],
]


def net_for(outputs):
    outputs = np.asarray(outputs)
    n = round(np.log2(len(outputs)))
    rows = np.array([[int(d) for d in np.binary_repr(k, n)] for k in range(2**n)])
    hidden = np.vstack([1 - rows.sum(axis=1), np.where(rows == 1, 1, -1).T])
    return hidden, np.concatenate([[0], outputs]).reshape(-1, 1)
