"""COUNTS gives the inputs a bias each; only later layers have biases."""

QUESTION = "q1_shapes"


COUNTS = {"2-5-2-1": 32, "2-3-2-2": 25, "64-100-10": 7574}
