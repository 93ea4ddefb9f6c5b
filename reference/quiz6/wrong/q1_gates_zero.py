"""All weights are zero: V is 0 for every pattern, so every pattern gets the same output."""

QUESTION = "q1_gates"

GATES = {"AND": (0, 0, 0), "OR": (0, 0, 0), "NOT": (0, 0)}
