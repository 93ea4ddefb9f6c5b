"""A later line is named, which only carries the error on; look for the first line that differs from the one
before it.
"""

QUESTION = "q3_mend"

MEND = {"line": 4, "text": "2*sigma(2*x)*(1 - sigma(2*x))*2"}
