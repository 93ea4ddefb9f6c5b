"""A tenfold smaller step gives a tenfold smaller error for the one-sided difference only."""

QUESTION = "q2_step"

STEP = {"right arm": 10, "left arm": 10, "best": 1e-05, "best forward": 1e-08}
