"""The errors are sorted by size; each belongs to its own step."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def difference_errors(f, slope, x, steps):
    return np.sort([abs(centred_difference(f, np.array([x]), h)[0] - slope) for h in steps])


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.loglog(steps, [difference_errors(f, slope, x, [h])[0] for h in steps])
    plt.xlabel("h")
    plt.ylabel("error")
