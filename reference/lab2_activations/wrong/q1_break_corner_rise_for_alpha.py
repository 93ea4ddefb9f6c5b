"""0.25 is the rise itself: the slope goes from alpha to 1, so the rise is 1 - alpha."""

QUESTION = "q1_break"

BREAK = {"max is prelu": (2.0, 1.0), "log of exp": 800.0, "masks": 800.0, "lost": -40.0, "corner": 0.25}
