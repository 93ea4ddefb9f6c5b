"""The biases are multiplied by the scale as well: only the weights are."""

QUESTION = "q1_init"


def shrinkage(weights, biases, x, upstream, scale):
    scaled = [scale * W for W in weights], [scale * b for b in biases]
    norms = gradient_norms(*scaled, x, upstream)
    return norms[0] / norms[-1]
