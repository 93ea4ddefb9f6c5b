"""Steps and errors are swapped: the step belongs on the horizontal axis."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.loglog(difference_errors(f, slope, x, steps), steps)
    plt.xlabel("h")
    plt.ylabel("error")
