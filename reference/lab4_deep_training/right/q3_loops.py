"""Feature by feature, row by row, in plain Python; lists come out."""

import math


def column_of(x, d):
    return [float(row[d]) for row in x]


def moments(column):
    mean = math.fsum(column) / len(column)
    return mean, math.fsum((entry - mean) ** 2 for entry in column) / len(column)


def batch_norm(x, gamma, beta, eps=1e-5):
    out = [[0.0] * len(x[0]) for _ in x]
    for d in range(len(x[0])):
        mean, variance = moments(column_of(x, d))
        for i, row in enumerate(x):
            out[i][d] = float(gamma[d] * (row[d] - mean) / math.sqrt(variance + eps) + beta[d])
    return out


def batch_norm_backward(dout, x, gamma, eps=1e-5):
    N, D = len(x), len(x[0])
    dx, dgamma, dbeta = [[0.0] * D for _ in range(N)], [0.0] * D, [0.0] * D
    for d in range(D):
        column, g = column_of(x, d), column_of(dout, d)
        mean, variance = moments(column)
        root = math.sqrt(variance + eps)
        hats = [(entry - mean) / root for entry in column]
        dbeta[d] = sum(g)
        dgamma[d] = sum(a * b for a, b in zip(g, hats))
        for i in range(N):
            for k in range(N):
                slope = (i == k) - 1 / N - hats[i] * hats[k] / N
                dx[i][d] += float(gamma[d]) / root * slope * g[k]
    return dx, dgamma, dbeta


def slope_gain(z, gamma, beta, eps=1e-5):
    found = []
    for matrix in (z, batch_norm(z, gamma, beta, eps)):
        slopes = [1 / (2 + math.exp(t) + math.exp(-t)) for row in matrix for t in row]
        found.append(sum(slopes) / len(slopes))
    return found
