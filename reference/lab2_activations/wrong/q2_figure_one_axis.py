"""Only the axis of the steps is logarithmic; the errors need it as well."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.semilogx(steps, difference_errors(f, slope, x, steps))
    plt.xlabel("h")
    plt.ylabel("error")
