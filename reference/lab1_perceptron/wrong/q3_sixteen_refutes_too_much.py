"""Multipliers are given for a function that has weights, so they cannot add up to a contradiction."""

QUESTION = "q3_sixteen"

SIXTEEN = {
    "0000": ("weights", (0, 0, -1)),
    "0001": ("weights", (1, 1, -1.5)),
    "0010": ("multipliers", (1, 1, 1, 1)),
    "0011": ("weights", (1, 0, -0.5)),
    "0100": ("weights", (-1, 1, -0.5)),
    "0101": ("weights", (0, 1, -0.5)),
    "0110": ("multipliers", (1, 1, 1, 1)),
    "0111": ("weights", (1, 1, -0.5)),
    "1000": ("weights", (-1, -1, 0.5)),
    "1001": ("multipliers", (1, 1, 1, 1)),
    "1010": ("weights", (0, -1, 0.5)),
    "1011": ("weights", (1, -1, 0.5)),
    "1100": ("weights", (-1, 0, 0.5)),
    "1101": ("multipliers", (1, 1, 1, 1)),
    "1110": ("weights", (-1, -1, 1.5)),
    "1111": ("weights", (0, 0, 1)),
}
