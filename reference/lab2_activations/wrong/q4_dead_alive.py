"""The answer is turned round: True stands for the units that are alive."""

QUESTION = "q4_dead"


def dead_units(X, W, b):
    return (X @ W + b > 0).any(axis=0)
