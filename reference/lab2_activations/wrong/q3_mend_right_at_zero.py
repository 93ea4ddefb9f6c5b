"""Right at x = 0 again, and nowhere else: test a line at more points."""

QUESTION = "q3_mend"

MEND = {"line": 4, "text": "4*exp(x)/(exp(2*x) + 1)**2"}
