"""UPDATES has batch and stochastic the wrong way round: stochastic is one row an update."""

QUESTION = "q4_sgd"


UPDATES = {"batch": 80, "stochastic": 1, "mini-batch of 8": 10, "mini-batch of 30": 3}
