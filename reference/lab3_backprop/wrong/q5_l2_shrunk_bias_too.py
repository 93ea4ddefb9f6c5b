"""SHRUNK lets the bias shrink as well; biases are not regularised."""

QUESTION = "q5_l2"


SHRUNK = {"weight": 2 * 0.95**20, "bias": 2 * 0.95**20}
