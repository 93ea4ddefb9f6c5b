"""The one-sided difference has its best step elsewhere: its truncation error is larger."""

QUESTION = "q2_step"

STEP = {"right arm": 100, "left arm": 10, "best": 1e-05, "best forward": 1e-05}
