"""The last quarter of the table is always the test part; rows must be drawn at random."""

QUESTION = "q2_split"


def split_25(X, y, random_state):
    n = 3 * len(y) // 4
    return X[:n], X[n:], y[:n], y[n:]
