"""The false line is replaced by what the last line should be."""

MEND = {"line": 4.0, "text": "2*sigma(2*x) - 1"}
