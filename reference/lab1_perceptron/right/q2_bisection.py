"""The steepness by bisection; the net from an identity matrix."""

import numpy as np


def steepness_for(distance, gap):
    low, high = 0.0, 1.0
    while 1 - np.tanh(high * distance) > gap:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        if 1 - np.tanh(middle * distance) > gap:
            low = middle
        else:
            high = middle
    return np.array([high])


def sigmoid_net(hidden, output):
    shift = np.diag(np.r_[1.0, np.full(len(output) - 1, 2.0)])
    shift[0, 1:] = -1
    return hidden + hidden, (shift @ output).reshape(-1, 1)
