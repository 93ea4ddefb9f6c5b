"""Only the first output's error is led back; every output's counts."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta[:, :1] @ u[:, :1].T * o * (1 - o)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
