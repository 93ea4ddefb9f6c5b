"""A later line is named, which only carries the error on."""

QUESTION = "q2_mend"

MEND = {"line": 5, "text": "2/(1 + exp(-2*x)) - 1"}
