"""The false line is found but left as it is."""

QUESTION = "q2_mend"

MEND = {"line": 4, "text": "(1 - (1 + exp(-2*x)))/(1 + exp(-2*x))"}
