"""The bias is left out of Z."""

QUESTION = "q4_dead"


def dead_units(X, W, b):
    return (X @ W < 0).all(axis=0)
