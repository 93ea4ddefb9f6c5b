"""Batches cut with array_split at computed places; the weights as a column; updates in place on a copy."""

import numpy as np


def sgd(gradient, w, n_rows, batch_size, eta, epochs, seed):
    generator = np.random.RandomState(seed)
    w = np.copy(w)
    batches_an_epoch = int(np.ceil(n_rows / batch_size))
    for _ in range(epochs):
        cuts = np.arange(batch_size, n_rows, batch_size)
        for rows in np.array_split(generator.permutation(n_rows), cuts):
            w -= eta * gradient(w, rows)
    return w.reshape(-1, 1), np.int64(epochs * batches_an_epoch)
