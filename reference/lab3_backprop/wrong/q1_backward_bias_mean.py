"""Only the biases' gradients are means over the examples; all four are sums."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi, phi.mean(axis=0), o.T @ delta, delta.mean(axis=0)
