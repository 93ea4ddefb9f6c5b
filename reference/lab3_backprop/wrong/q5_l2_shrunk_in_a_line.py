"""SHRUNK takes the same amount away each time; the pull weakens as the weight gets smaller."""

QUESTION = "q5_l2"


SHRUNK = {"weight": 0.0, "bias": 2}
