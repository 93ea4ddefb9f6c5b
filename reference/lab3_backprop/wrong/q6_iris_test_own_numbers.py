"""The test rows are standardised by their own mean and deviation; only the training rows' numbers count."""

import numpy as np

QUESTION = "q6_iris"


def standardise(train, test):
    train, test = np.asarray(train), np.asarray(test)
    return tuple((rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-300) for rows in (train, test))
