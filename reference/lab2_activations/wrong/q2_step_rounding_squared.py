"""Rounding errors are divided by h once, so they grow tenfold, not a hundredfold."""

QUESTION = "q2_step"

STEP = {"right arm": 100, "left arm": 100, "best": 1e-05, "best forward": 1e-08}
