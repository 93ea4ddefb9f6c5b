"""A later line is named, which only carries the error on."""

QUESTION = "q3_mend"

MEND = {"line": 5, "text": "4*exp(2*x)/(exp(2*x) + 1)**2"}
