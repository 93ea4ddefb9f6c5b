"""The weights are all zero, which realises nothing: V is 0 for every point."""

QUESTION = "q1_why"

WHY = {"A": ("multipliers", (1, 1, 1, 1)), "B": ("weights", (0, 0, 0)), "C": ("multipliers", (2, 1, 1, 4, 0))}
