"""The errors are divided by the slope; absolute errors were asked for."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def difference_errors(f, slope, x, steps):
    return np.array([abs(centred_difference(f, np.array([x]), h)[0] / slope - 1) for h in steps])


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.loglog(steps, slope * difference_errors(f, slope, x, steps))
    plt.xlabel("h")
    plt.ylabel("error")
