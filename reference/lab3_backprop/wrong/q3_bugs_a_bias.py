"""In backward_A the hidden biases are right; the other slope, 1 - o^2, is in dw alone."""

QUESTION = "q3_bugs"


BUGS = {"A": "dbeta", "B": "none", "C": "dgamma", "D": "du"}
