"""The steps stop at 1e-6, before rounding shows: only one arm of the valley is drawn."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def draw_errors(f, slope, x):
    steps = np.logspace(0, -6, 40)
    plt.figure()
    plt.loglog(steps, difference_errors(f, slope, x, steps))
    plt.xlabel("h")
    plt.ylabel("error")
