"""A vector is given where a matrix of rows is wanted."""

QUESTION = "q4_break"

BREAK = {"no shift": [1000.0, 0.0], "absolute maximum": [-1000.0, -1001.0], "shared maximum": [0.0, 1000.0]}
