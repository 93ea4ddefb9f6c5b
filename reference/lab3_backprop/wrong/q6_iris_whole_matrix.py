"""One mean and one deviation serve all columns; each column has its own."""

import numpy as np

QUESTION = "q6_iris"


def standardise(train, test):
    train, test = np.asarray(train), np.asarray(test)
    return tuple((rows - train.mean()) / train.std() for rows in (train, test))
