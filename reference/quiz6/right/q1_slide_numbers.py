"""The numbers of the slides and of training itself: weights that rest exactly on V = 0 for some patterns."""

GATES = {"AND": (2, 1, -2), "OR": (1, 1, 0), "NOT": (-1, 1)}

WHY = {
    "A": ("multipliers", (7, 7, 7, 7)),
    "B": ("weights", (-3, 3, 1)),
    "C": ("multipliers", ("1/2", "1/4", "1/4", "1", "0")),
}
