"""The inequalities of set C are added with equal multipliers: the weights do not cancel; some lines have to
count more often.
"""

QUESTION = "q1_why"

WHY = {
    "A": ("multipliers", (1, 1, 1, 1)),
    "B": ("weights", (-2, 2, 1)),
    "C": ("multipliers", (1, 1, 1, 1, 1)),
}
