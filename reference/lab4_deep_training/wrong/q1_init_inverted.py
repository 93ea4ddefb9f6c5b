"""The ratio is upside down: the share that arrives is the norm at the input divided by that at the
output."""

QUESTION = "q1_init"


def shrinkage(weights, biases, x, upstream, scale):
    norms = gradient_norms([scale * W for W in weights], biases, x, upstream)
    return norms[-1] / norms[0]
