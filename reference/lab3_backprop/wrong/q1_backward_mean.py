"""The gradients are means over the examples; E here is a sum."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi / len(x), phi.mean(axis=0), o.T @ delta / len(x), delta.mean(axis=0)
