"""The hidden slope is 1 - o^2, that of tanh; that of sigma is o(1 - o)."""

QUESTION = "q1_backward"


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * (1 - o**2)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
