"""A generator hands out the batches; Python's own random numbers; plain lists."""

import random


def _batches(n_rows, size, chance):
    order = list(range(n_rows))
    chance.shuffle(order)
    while order:
        yield order[:size]
        order = order[size:]


def sgd(gradient, w, n_rows, batch_size, eta, epochs, seed):
    chance = random.Random(seed)
    w = [float(v) for v in w]
    updates = 0
    for _ in range(epochs):
        for rows in _batches(n_rows, batch_size, chance):
            w = [v - eta * g for v, g in zip(w, gradient(w, rows))]
            updates += 1
    return w, updates


UPDATES = {
    "batch": 80 / 80,
    "stochastic": 80 / 1,
    "mini-batch of 8": 80 / 8,
    "mini-batch of 30": 80 // 30 + 1,
}
