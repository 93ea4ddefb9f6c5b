"""The norm at the input is returned; it has still to be divided by the norm at the output."""

QUESTION = "q1_init"


def shrinkage(weights, biases, x, upstream, scale):
    return gradient_norms([scale * W for W in weights], biases, x, upstream)[0]
