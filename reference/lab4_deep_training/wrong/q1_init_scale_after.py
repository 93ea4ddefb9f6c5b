"""The unscaled net's share is multiplied by the scale: the weights have to be scaled before anything is
computed."""

QUESTION = "q1_init"


def shrinkage(weights, biases, x, upstream, scale):
    norms = gradient_norms(weights, biases, x, upstream)
    return scale ** len(weights) * norms[0] / norms[-1]
