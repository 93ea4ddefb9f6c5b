"""The output weights are not doubled: tanh is 2*sigma - 1."""

import numpy as np

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden, output = np.asarray(hidden, dtype=float), np.asarray(output, dtype=float)
    return 2 * hidden, np.append(output[0] - output[1:].sum(), output[1:])
