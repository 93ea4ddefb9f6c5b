"""One derivative too many: that is the slope of the logistic function."""

import numpy as np

QUESTION = "q1_smooth_slope"


def softplus_slope(x):
    return logistic(x) * (1 - np.asarray(logistic(x)))
