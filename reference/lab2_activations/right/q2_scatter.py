"""The errors as a cloud of points, with guide lines of slope 2 and -1; the mean of two one-sided slopes."""

import matplotlib.pyplot as plt
import numpy as np


def centred_difference(f, x, h):
    right, left, middle = f(x + h), f(x - h), f(x)
    return ((right - middle) / h + (middle - left) / h) / 2


def difference_errors(f, slope, x, steps):
    return np.abs(np.ravel([centred_difference(f, np.array([x]), h) for h in steps]) - slope)


def draw_errors(f, slope, x):
    steps = np.geomspace(1e-14, 1, 60)
    fig, ax = plt.subplots()
    ax.scatter(steps, difference_errors(f, slope, x, steps))
    ax.plot([1e-4, 1], [1e-9, 1e-1], ":")
    ax.plot([1e-12, 1e-6], [1e-5, 1e-11], ":")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlabel("step")
    ax.set_ylabel("|error|")
