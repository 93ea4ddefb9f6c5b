"""All multipliers are zero: 0 times every inequality says nothing."""

QUESTION = "q1_why"

WHY = {
    "A": ("multipliers", (0, 0, 0, 0)),
    "B": ("weights", (-2, 2, 1)),
    "C": ("multipliers", (0, 0, 0, 0, 0)),
}
