"""The mended line still holds D; in the line it replaces the derivative is already taken."""

QUESTION = "q3_mend"

MEND = {"line": 3, "text": "D(2*sigma(2*x), x)"}
