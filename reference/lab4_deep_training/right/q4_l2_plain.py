"""The penalty with loops, a shrinking factor in the step, lists come out."""


def regularised_loss(data_loss, weights, biases, alpha):
    total = 0.0
    for W in weights:
        for row in W:
            for w in row:
                total += w**2
    return data_loss + 0.5 * alpha * total


def regularised_step(W, b, dW, db, rate, alpha):
    shrunk = (1 - rate * alpha) * W - rate * dW
    return [shrunk.tolist(), [bias - rate * slope for bias, slope in zip(b, db)]]


def sklearn_alpha(alpha, n_samples):
    return n_samples * alpha
