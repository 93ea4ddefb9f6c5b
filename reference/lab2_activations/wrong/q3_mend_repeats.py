"""The mended line only repeats the line before it."""

QUESTION = "q3_mend"

MEND = {"line": 4, "text": "2*exp(2*x)*((exp(2*x) + 1) - (exp(2*x) - 1))/(exp(2*x) + 1)**2"}
