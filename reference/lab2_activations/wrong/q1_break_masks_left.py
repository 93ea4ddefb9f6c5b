"""Far left e^x is 0, which is harmless; inf times 0 happens far right."""

QUESTION = "q1_break"

BREAK = {"max is prelu": (2.0, 1.0), "log of exp": 800.0, "masks": -800.0, "lost": -40.0, "corner": 0.75}
