"""u is updated in place; backward only computes gradients."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    du = o.T @ delta
    u -= 0.1 * du
    return x.T @ phi, phi.sum(axis=0), du, delta.sum(axis=0)
