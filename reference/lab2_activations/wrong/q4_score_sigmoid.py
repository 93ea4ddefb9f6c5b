"""The sigmoid of p stands in for its inverse."""

QUESTION = "q4_output"


def score_for(p):
    return logistic(p)
