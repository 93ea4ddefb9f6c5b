"""The bias stands first; here it comes last."""

QUESTION = "q3_sixteen"

SIXTEEN = {
    "0000": ("weights", (-1, 0, 0)),
    "0001": ("weights", (-1.5, 1, 1)),
    "0010": ("weights", (-0.5, 1, -1)),
    "0011": ("weights", (-0.5, 1, 0)),
    "0100": ("weights", (-0.5, -1, 1)),
    "0101": ("weights", (-0.5, 0, 1)),
    "0110": ("multipliers", (1, 1, 1, 1)),
    "0111": ("weights", (-0.5, 1, 1)),
    "1000": ("weights", (0.5, -1, -1)),
    "1001": ("multipliers", (1, 1, 1, 1)),
    "1010": ("weights", (0.5, 0, -1)),
    "1011": ("weights", (0.5, 1, -1)),
    "1100": ("weights", (0.5, -1, 0)),
    "1101": ("weights", (0.5, -1, 1)),
    "1110": ("weights", (1.5, -1, -1)),
    "1111": ("weights", (1, 0, 0)),
}
