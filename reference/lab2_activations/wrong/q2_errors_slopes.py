"""The measured slopes come back, not how far they are from the true one."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def difference_errors(f, slope, x, steps):
    return np.array([centred_difference(f, np.array([x]), h)[0] for h in steps])


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.loglog(steps, np.abs(difference_errors(f, slope, x, steps) - slope))
    plt.xlabel("h")
    plt.ylabel("error")
