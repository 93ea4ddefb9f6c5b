"""e^-10 is still seen beside 1; it must be below about 1e-16."""

QUESTION = "q1_break"

BREAK = {"max is prelu": (2.0, 1.0), "log of exp": 800.0, "masks": 800.0, "lost": -10.0, "corner": 0.75}
