"""SHRUNK is the weight after a single step; there are twenty."""

QUESTION = "q5_l2"


SHRUNK = {"weight": 1.9, "bias": 2}
