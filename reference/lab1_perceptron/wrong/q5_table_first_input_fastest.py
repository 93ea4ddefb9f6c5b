"""The rows are read with I1 changing fastest; in the table I1 changes slowest."""

import itertools

import numpy as np

QUESTION = "q5_table"


def net_for(outputs):
    n = len(outputs).bit_length() - 1
    rows = np.array(list(itertools.product((0, 1), repeat=n)))[:, ::-1]
    return np.vstack([0.5 - rows.sum(axis=1), 2 * rows.T - 1]), np.append(-0.5, outputs)
