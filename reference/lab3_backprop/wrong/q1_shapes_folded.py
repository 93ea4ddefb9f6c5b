"""These are the folded shapes: with biases of their own, weights have no row for the constant input."""

QUESTION = "q1_shapes"


def shapes(sizes):
    return [(sizes[k] + 1, sizes[k + 1]) for k in range(len(sizes) - 1)], [(n,) for n in sizes[1:]]
