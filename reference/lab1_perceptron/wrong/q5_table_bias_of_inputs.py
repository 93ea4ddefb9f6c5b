"""The hidden bias counts all n inputs, not the inputs that are 1 in the unit's row, so only the last row
is recognised.
"""

import itertools

import numpy as np

QUESTION = "q5_table"


def net_for(outputs):
    n = len(outputs).bit_length() - 1
    rows = np.array(list(itertools.product((0, 1), repeat=n)))
    return np.vstack([np.full(2**n, 0.5 - n), 2 * rows.T - 1]), np.append(-0.5, outputs)
