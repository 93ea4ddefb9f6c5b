"""The hidden weights are not doubled: tanh(z) holds sigma(2z), not sigma(z)."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return hidden, np.append(output[0] - output[1:].sum(), 2 * output[1:])
