"""backward_C takes a mean where a sum belongs; with one example you cannot see it, with several you can."""

QUESTION = "q3_bugs"


BUGS = {"A": "dw", "B": "none", "C": "none", "D": "du"}
