"""Row by row with math; the step entry by entry, as lists."""

import math


def softmax_loss(scores, labels):
    total, slopes = 0.0, []
    for row, label in zip(scores, labels):
        top = max(row)
        exps = [math.exp(s - top) for s in row]
        total += math.log(sum(exps)) + top - row[label]
        slopes.append([(e / sum(exps) - (c == label)) / len(scores) for c, e in enumerate(exps)])
    return total / len(scores), slopes


def l2_loss(loss, weights, alpha):
    for W in weights:
        for row in W:
            for weight in row:
                loss += alpha * weight * weight / 2
    return loss


def l2_step(W, b, dW, db, eta, alpha):
    new_W = [[w - eta * (alpha * w + d) for w, d in zip(*rows)] for rows in zip(W, dW)]
    return new_W, [v - eta * d for v, d in zip(b, db)]


_weight = 2.0
for _ in range(20):
    _weight -= 0.1 * 0.5 * _weight

SHRUNK = {"weight": round(_weight, 3), "bias": 2}
