"""SHRUNK halves the weight at every step: the pull is eta * alpha * w, a twentieth of it."""

QUESTION = "q5_l2"


SHRUNK = {"weight": 2 * 0.5**20, "bias": 2}
