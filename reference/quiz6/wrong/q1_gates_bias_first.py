"""The bias stands first; here it stands last: move it to the end."""

QUESTION = "q1_gates"

GATES = {"AND": (-1.5, 1, 1), "OR": (-0.5, 1, 1), "NOT": (0.5, -1)}
