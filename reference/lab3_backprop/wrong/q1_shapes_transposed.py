"""The weights' shapes are turned round: rows belong to the layer before, columns to the layer here."""

QUESTION = "q1_shapes"


def shapes(sizes):
    return [(sizes[k + 1], sizes[k]) for k in range(len(sizes) - 1)], [(n,) for n in sizes[1:]]
