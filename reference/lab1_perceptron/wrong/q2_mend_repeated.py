"""The line before it is written once more: take a step."""

QUESTION = "q2_mend"

MEND = {"line": 4, "text": "(1 - exp(-2*x))/(1 + exp(-2*x))"}
