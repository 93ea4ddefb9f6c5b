"""One entry after another, f called on single numbers; the figure by plt.plot, scales set afterwards."""

import matplotlib.pyplot as plt


def centred_difference(f, x, h):
    return [float(f(t + h) - f(t - h)) / 2 / h for t in x]


def difference_errors(f, slope, x, steps):
    errors = []
    for h in steps:
        errors.append(abs(float(f(x + h) - f(x - h)) / (2 * h) - slope))
    return errors


def draw_errors(f, slope, x):
    h, steps = 0.5, []
    while h > 1e-13:
        steps.append(h)
        h /= 2
    plt.figure()
    plt.plot(steps, difference_errors(f, slope, x, steps), "k.-", label="centred")
    plt.xscale("log")
    plt.yscale("log")
    plt.xlabel("$h$")
    plt.ylabel("error")
    plt.legend()
    plt.show()


STEP = {"right arm": 10**2, "left arm": 10.0, "best": 6e-6, "best forward": 1.5e-8}
