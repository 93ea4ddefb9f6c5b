"""A unit counts as dead when one row silences it; all rows have to."""

QUESTION = "q4_dead"


def dead_units(X, W, b):
    return (X @ W + b < 0).any(axis=0)
