"""The mended line has plus where the bracket gives minus."""

QUESTION = "q2_mend"

MEND = {"line": 4, "text": "(2 + (1 + exp(-2*x)))/(1 + exp(-2*x))"}
