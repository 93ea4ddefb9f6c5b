"""Plain Python: lists, loops and math; biases come back as lists."""

import math


def shapes(sizes):
    W, b = [], []
    for k in range(1, len(sizes)):
        W.append([sizes[k - 1], sizes[k]])
        b.append([sizes[k]])
    return W, b


def fold(W, b):
    return [[float(v) for v in b]] + [[float(v) for v in row] for row in W]


def layer(x, W, b):
    out = []
    for row in x:
        out.append(
            [
                1 / (1 + math.exp(-b[j] - sum(row[k] * W[k][j] for k in range(len(row)))))
                for j in range(len(b))
            ]
        )
    return out


def forward(x, w, beta, u, gamma):
    o = layer(x, w, beta)
    return o, layer(o, u, gamma)


def backward(x, y, w, beta, u, gamma):
    o, v = forward(x, w, beta, u, gamma)
    K, J, outputs = len(w), len(beta), len(gamma)
    dw = [[0.0] * J for _ in range(K)]
    dbeta = [0.0] * J
    du = [[0.0] * outputs for _ in range(J)]
    dgamma = [0.0] * outputs
    for n in range(len(x)):
        delta = [(v[n][i] - y[n][i]) * v[n][i] * (1 - v[n][i]) for i in range(outputs)]
        for i in range(outputs):
            dgamma[i] += delta[i]
            for j in range(J):
                du[j][i] += delta[i] * o[n][j]
        for j in range(J):
            phi = sum(delta[i] * u[j][i] for i in range(outputs)) * o[n][j] * (1 - o[n][j])
            dbeta[j] += phi
            for k in range(K):
                dw[k][j] += phi * x[n][k]
    return dw, dbeta, du, dgamma


COUNTS = {"2-5-2-1": 3 * 5 + 6 * 2 + 3 * 1, "2-3-2-2": 9 + 8 + 6, "64-100-10": 6500 + 1010.0}
