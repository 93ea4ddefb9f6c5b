"""The lecture's scalar formulas, path by path, with its signs put right; the matrices entry by entry."""

from math import exp


def sigma(z):
    return 1 / (1 + exp(-z))


def _net(x, W1, W2, W3):
    a1 = [sigma(W1[0][n] + W1[1][n] * x[0] + W1[2][n] * x[1]) for n in range(3)]
    a2 = [sigma(W2[0][n] + sum(W2[m + 1][n] * a1[m] for m in range(3))) for n in range(2)]
    a3 = [sigma(W3[0][n] + sum(W3[m + 1][n] * a2[m] for m in range(2))) for n in range(2)]
    return a1, a2, a3


def gradient_w21_3(x, y, W1, W2, W3):
    a1, a2, a3 = _net(x, W1, W2, W3)
    return -(y[0] - a3[0]) * a3[0] * (1 - a3[0]) * a2[1]


def gradient_w01_2(x, y, W1, W2, W3):
    a1, a2, a3 = _net(x, W1, W2, W3)
    first = -(y[0] - a3[0]) * a3[0] * (1 - a3[0]) * W3[1][0] * a2[0] * (1 - a2[0])
    second = -(y[1] - a3[1]) * a3[1] * (1 - a3[1]) * W3[1][1] * a2[0] * (1 - a2[0])
    return first + second


def gradient_w12_1(x, y, W1, W2, W3):
    a1, a2, a3 = _net(x, W1, W2, W3)
    total = 0.0
    for i in range(2):
        for j in range(2):
            path = -(y[i] - a3[i]) * a3[i] * (1 - a3[i]) * W3[j + 1][i] * a2[j] * (1 - a2[j])
            total += path * W2[2][j] * a1[1] * (1 - a1[1]) * x[0]
    return total


def gradients(x, y, W1, W2, W3):
    a1, a2, a3 = _net(x, W1, W2, W3)
    d3 = [-(y[i] - a3[i]) * a3[i] * (1 - a3[i]) for i in range(2)]
    d2 = [sum(d3[i] * W3[j + 1][i] for i in range(2)) * a2[j] * (1 - a2[j]) for j in range(2)]
    d1 = [sum(d2[j] * W2[k + 1][j] for j in range(2)) * a1[k] * (1 - a1[k]) for k in range(3)]
    return (
        [[i * d for d in d1] for i in (1, x[0], x[1])],
        [[i * d for d in d2] for i in (1, *a1)],
        [[i * d for d in d3] for i in (1, *a2)],
    )
