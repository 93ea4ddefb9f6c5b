"""A multiplier is negative: that turns its inequality round. The minus for O = 0 is already in the rule."""

QUESTION = "q1_why"

WHY = {
    "A": ("multipliers", (-1, 1, 1, -1)),
    "B": ("weights", (-2, 2, 1)),
    "C": ("multipliers", (2, 1, 1, -4, 0)),
}
