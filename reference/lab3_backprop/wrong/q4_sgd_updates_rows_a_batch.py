"""UPDATES tells the rows in a batch; the updates of an epoch are the batches."""

QUESTION = "q4_sgd"


UPDATES = {"batch": 80, "stochastic": 1, "mini-batch of 8": 8, "mini-batch of 30": 30}
