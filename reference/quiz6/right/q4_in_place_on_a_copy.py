"""In place, on a copy; keyword names of its own."""

import numpy as np


def softmax(vector):
    out = np.array(vector, dtype=np.float64)
    out -= out.max()
    np.exp(out, out=out)
    out /= out.sum()
    return out


def softmax_rows(matrix):
    out = np.array(matrix, dtype=np.float64)
    for i in range(out.shape[0]):
        out[i] = softmax(out[i])
    return out
