"""The scale is not used."""

QUESTION = "q1_init"


def shrinkage(weights, biases, x, upstream, scale):
    norms = gradient_norms(weights, biases, x, upstream)
    return norms[0] / norms[-1]
