"""The two pieces are added; only the larger should come out."""

QUESTION = "q1_maxout"


def maxout(X, w1, b1, w2, b2):
    return X @ w1 + b1 + X @ w2 + b2
