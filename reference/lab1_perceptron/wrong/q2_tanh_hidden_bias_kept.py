"""The hidden biases are not doubled: all of z is doubled, its bias too."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return np.vstack([hidden[:1], 2 * hidden[1:]]), np.append(output[0] - output[1:].sum(), 2 * output[1:])
