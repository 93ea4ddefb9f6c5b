"""A vector is given where a matrix is wanted: rows inside rows, [[...], [...]]."""

QUESTION = "q4_break"

BREAK = {"no shift": [1000.0, 0.0], "absolute maximum": [-1000.0, -1001.0], "shared maximum": [0.0, 1000.0]}
