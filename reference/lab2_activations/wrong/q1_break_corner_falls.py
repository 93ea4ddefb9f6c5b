"""With alpha = 1.25 the slope falls by 0.25; it should rise, from alpha to 1."""

QUESTION = "q1_break"

BREAK = {"max is prelu": (2.0, 1.0), "log of exp": 800.0, "masks": 800.0, "lost": -40.0, "corner": 1.25}
