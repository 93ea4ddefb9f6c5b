"""Other pieces, other inputs that break, names in capitals and as a set."""

from fractions import Fraction

import numpy as np

MAXOUT = {"relu": [1.0, 0.0, 0.0, 0.0], "abs": np.array([1, 0, -1, 0]), "hinge": (-1, 1, 0, 0)}

TWO_PIECES = {"Leaky ReLU", "identity", "RELU"}

BREAK = {
    "max is prelu": [1.5, -2],
    "log of exp": np.float64(1e308),
    "lost": -699,
    "masks": 710,
    "corner": Fraction(3, 4),
}
