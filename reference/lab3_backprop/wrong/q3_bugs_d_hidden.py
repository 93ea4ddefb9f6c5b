"""In backward_D the hidden layer is right; du uses the hidden slopes instead of the hidden outputs."""

QUESTION = "q3_bugs"


BUGS = {"A": "dw", "B": "none", "C": "dgamma", "D": "dw"}
