"""backward_B only looks odd: v^2 - v is -v(1 - v), and its four gradients are right."""

QUESTION = "q3_bugs"


BUGS = {"A": "dw", "B": "dw", "C": "dgamma", "D": "du"}
