"""The false line is found but left as it is."""

QUESTION = "q3_mend"

MEND = {"line": 3, "text": "2*sigma(2*x)*(1 - sigma(2*x))"}
