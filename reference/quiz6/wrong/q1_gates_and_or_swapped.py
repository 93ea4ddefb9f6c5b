"""The weights of AND and OR are swapped: give each gate the other's."""

QUESTION = "q1_gates"

GATES = {"AND": (1, 1, -0.5), "OR": (1, 1, -1.5), "NOT": (-1, 0.5)}
