"""A later line is named, which only carries the error on."""

QUESTION = "q3_mend"

MEND = {"line": 4, "text": "2*sigma(2*x)*(1 - sigma(2*x))*2"}
