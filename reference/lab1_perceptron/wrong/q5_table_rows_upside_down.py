"""The rows are taken from the last to the first: the table begins with all inputs 0."""

import itertools

import numpy as np

QUESTION = "q5_table"


def net_for(outputs):
    n = len(outputs).bit_length() - 1
    rows = np.array(list(itertools.product((1, 0), repeat=n)))
    return np.vstack([0.5 - rows.sum(axis=1), 2 * rows.T - 1]), np.append(-0.5, outputs)
