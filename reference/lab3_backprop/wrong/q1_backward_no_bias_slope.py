"""The hidden biases' gradient lacks the slope o(1 - o)."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi, (delta @ u.T).sum(axis=0), o.T @ delta, delta.sum(axis=0)
