"""The axes have no labels: nobody can tell what is drawn."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.loglog(steps, difference_errors(f, slope, x, steps))
