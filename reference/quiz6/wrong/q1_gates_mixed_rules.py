"""A pattern that should give 1 and one that should give 0 both have V = 0: no one rule at V = 0 gets both,
so move the bias a little.
"""

QUESTION = "q1_gates"

GATES = {"AND": (1, 0, -1), "OR": (1, 1, 0), "NOT": (-1, 1)}
