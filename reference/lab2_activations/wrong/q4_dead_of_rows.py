"""The units are run through instead of the rows: axis 1 asks which rows wake no unit."""

QUESTION = "q4_dead"


def dead_units(X, W, b):
    return (X @ W + b < 0).all(axis=1)
