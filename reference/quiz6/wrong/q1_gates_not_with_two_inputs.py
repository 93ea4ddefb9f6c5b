"""NOT has weights for two inputs; it has one input and a bias: two weights."""

QUESTION = "q1_gates"

GATES = {"AND": (1, 1, -1.5), "OR": (1, 1, -0.5), "NOT": (-1, 0, 0.5)}
