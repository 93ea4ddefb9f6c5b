"""UPDATES leaves out the short last batch: 80 rows in batches of 30 make three."""

QUESTION = "q4_sgd"


UPDATES = {"batch": 1, "stochastic": 80, "mini-batch of 8": 10, "mini-batch of 30": 2}
