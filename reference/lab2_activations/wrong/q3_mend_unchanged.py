"""The false line is found but left as it is."""

QUESTION = "q3_mend"

MEND = {"line": 4, "text": "2*exp(2*x)*2*exp(2*x)/(exp(2*x) + 1)**2"}
