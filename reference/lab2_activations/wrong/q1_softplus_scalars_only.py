"""Python's if cannot decide for a whole array: use np.where or a loop."""

import math

QUESTION = "q1_smooth"


def softplus(x):
    if x > 30:
        return x
    return math.log1p(math.exp(x))
