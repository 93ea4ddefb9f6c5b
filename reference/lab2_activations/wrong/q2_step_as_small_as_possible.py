"""The smallest step is not the best: below 1e-5 rounding takes over."""

QUESTION = "q2_step"

STEP = {"right arm": 100, "left arm": 10, "best": 1e-15, "best forward": 1e-08}
