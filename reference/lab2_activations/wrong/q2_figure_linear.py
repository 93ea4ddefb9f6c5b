"""The axes are linear: everything below 1e-2 looks like 0. Make both logarithmic."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.plot(steps, difference_errors(f, slope, x, steps))
    plt.xlabel("h")
    plt.ylabel("error")
