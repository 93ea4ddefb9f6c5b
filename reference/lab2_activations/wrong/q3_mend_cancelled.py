"""(a + 1) - (a - 1) is 2; here it is taken for 0."""

QUESTION = "q3_mend"

MEND = {"line": 4, "text": "2*exp(2*x)*0/(exp(2*x) + 1)**2"}
