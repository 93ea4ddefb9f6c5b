"""The biases are one layer early: inputs have none, every later layer has."""

QUESTION = "q1_shapes"


def shapes(sizes):
    return [(sizes[k], sizes[k + 1]) for k in range(len(sizes) - 1)], [(n,) for n in sizes[:-1]]
