"""Weights as fractions, texts and numbers of both conventions; certificates of another size."""

from fractions import Fraction

third = Fraction(1, 3)
SIXTEEN = {
    "0000": ("weights", (-1, -1, -third)),
    "0001": ("weights", ("1/2", "1/2", "-3/4")),
    "0010": ("weights", (1, -1, 0)),
    "0011": ("weights", (2, 0, 0)),
    "0100": ("weights", (-1, 1, 0)),
    "0101": ("weights", (0.1, 1, -0.3)),
    "0110": ("multipliers", ("1/3", "1/3", "1/3", "1/3")),
    "0111": ("weights", (1, 1, 0)),
    "1000": ("weights", (-1, -1, 0)),
    "1001": ("multipliers", (third, third, third, third)),
    "1010": ("weights", (0, -1, 0)),
    "1011": ("weights", (1, -1, 0)),
    "1100": ("weights", (-1, 0, 0)),
    "1101": ("weights", (-1, 1, 0)),
    "1110": ("weights", (-1, -1, 1)),
    "1111": ("weights", (1, 1, 1)),
}
