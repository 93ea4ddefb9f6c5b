"""A hidden unit also fires where more inputs are 1 than in its row: inputs that should be 0 need a
negative weight.
"""

import itertools

import numpy as np

QUESTION = "q5_table"


def net_for(outputs):
    n = len(outputs).bit_length() - 1
    rows = np.array(list(itertools.product((0, 1), repeat=n)))
    return np.vstack([0.5 - rows.sum(axis=1), rows.T]), np.append(-0.5, outputs)
