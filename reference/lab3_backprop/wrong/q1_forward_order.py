"""The two results come in the other order: o first, then v."""

QUESTION = "q1_forward"


def forward(x, w, beta, u, gamma):
    o = layer(x, w, beta)
    return layer(o, u, gamma), o


def backward(x, y, w, beta, u, gamma):
    v, o = forward(x, w, beta, u, gamma)
    delta = -(y - v) * v * (1 - v)
    phi = delta @ u.T * o * (1 - o)
    return x.T @ phi, phi.sum(axis=0), o.T @ delta, delta.sum(axis=0)
