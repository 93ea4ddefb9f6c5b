"""The mended line still holds D."""

QUESTION = "q3_mend"

MEND = {"line": 3, "text": "D(2*sigma(2*x), x)"}
