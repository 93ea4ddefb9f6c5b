"""Plain Python: loops, the math module and lists."""

import math


def softmax(z):
    z = [float(entry) for entry in z]
    top = max(z)
    exps = [math.exp(entry - top) for entry in z]
    total = math.fsum(exps)
    return [entry / total for entry in exps]


def softmax_rows(scores):
    return [softmax(row) for row in scores]


def cross_entropy(scores, labels):
    total = 0.0
    for row, label in zip(scores, labels, strict=True):
        top = max(row)
        total += top - row[label] + math.log(sum(math.exp(entry - top) for entry in row))
    return total / len(scores)


BREAK = {"no shift": (800, 800), "absolute maximum": (-2000,), "shared maximum": [[-800], [0]]}
