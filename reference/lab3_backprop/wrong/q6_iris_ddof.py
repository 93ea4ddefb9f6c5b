"""The deviation divides by N - 1; here it divides by N."""

import numpy as np

QUESTION = "q6_iris"


def standardise(train, test):
    train, test = np.asarray(train), np.asarray(test)
    return tuple((rows - train.mean(axis=0)) / train.std(axis=0, ddof=1) for rows in (train, test))
