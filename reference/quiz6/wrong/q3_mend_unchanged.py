"""The false line is found but left as it is; the inner derivative of 2x is missing."""

QUESTION = "q3_mend"

MEND = {"line": 3, "text": "2*sigma(2*x)*(1 - sigma(2*x))"}
