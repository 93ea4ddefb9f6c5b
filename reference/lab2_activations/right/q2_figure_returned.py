"""The figure is made by objects and returned; a second curve shows the one-sided difference."""

import numpy as np
from matplotlib.figure import Figure


def draw_errors(f, slope, x):
    steps = 10.0 ** -np.arange(0, 14)
    one_sided = [abs((f(x + h) - f(x)) / h - slope) for h in steps[steps < 1]]
    figure = Figure()
    ax = figure.add_subplot()
    ax.plot(steps[steps < 1], one_sided, "--", color="grey", label="one-sided")
    ax.plot(steps, difference_errors(f, slope, x, steps), "o-", label="centred")
    ax.set(xscale="log", yscale="log", xlabel="Schrittweite h", ylabel="Fehler", title="Das Tal")
    ax.legend()
    return figure


STEP = {"right arm": 100.6, "left arm": 8, "best": 2e-5, "best forward": 3e-8}
