"""At x = 0 both functions are 0, whatever alpha is."""

QUESTION = "q1_break"

BREAK = {"max is prelu": (2.0, 0.0), "log of exp": 800.0, "masks": 800.0, "lost": -40.0, "corner": 0.75}
