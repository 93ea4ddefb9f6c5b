"""Each entry of a copy is moved, asked twice, and put back; the answers in any writing of the names."""

import numpy as np


def numerical_gradient(f, w, h=1e-5):
    moved = np.array(w, dtype=np.float64)
    flat = moved.reshape(-1)
    slopes = []
    for place in range(flat.size):
        kept = flat[place]
        flat[place] = kept + h
        above = float(f(moved))
        flat[place] = kept - h
        below = float(f(moved))
        flat[place] = kept
        slopes.append(0.5 * (above - below) / h)
    return np.reshape(slopes, np.shape(w))


BUGS = {"D": "DU", "C": "dgamma ", "B": "None", "A": "dw"}
