"""The slide's threshold stands as the bias without its minus: the bias is minus the threshold."""

QUESTION = "q1_gates"

GATES = {"AND": (1, 1, 1.5), "OR": (1, 1, 0.5), "NOT": (-1, -0.5)}
