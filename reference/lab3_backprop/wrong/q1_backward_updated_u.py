"""phi uses u after its update; errors go back through the u that made them."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ (u - o.T @ delta).T * o * (1 - o)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
