"""The inner derivative 2 is put in twice; one factor 2 was missing, no more."""

QUESTION = "q3_mend"

MEND = {"line": 3, "text": "8*sigma(2*x)*(1 - sigma(2*x))"}
