"""The measured slopes are drawn, not their errors."""

import matplotlib.pyplot as plt
import numpy as np

QUESTION = "q2_step"


def draw_errors(f, slope, x):
    steps = np.logspace(0, -13, 40)
    plt.figure()
    plt.loglog(steps, [centred_difference(f, np.array([x]), h)[0] for h in steps])
    plt.xlabel("h")
    plt.ylabel("error")
