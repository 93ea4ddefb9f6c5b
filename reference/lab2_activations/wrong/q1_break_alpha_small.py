"""For alpha <= 1, max(alpha x, x) is PReLU; it breaks above 1."""

QUESTION = "q1_break"

BREAK = {"max is prelu": (0.1, -3.0), "log of exp": 800.0, "masks": 800.0, "lost": -40.0, "corner": 0.75}
