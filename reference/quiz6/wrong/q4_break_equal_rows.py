"""Rows of like size do no harm to the shared maximum: put one row far below another."""

QUESTION = "q4_break"

BREAK = {
    "no shift": [1000.0, 0.0],
    "absolute maximum": [-1000.0, -1001.0],
    "shared maximum": [[1000.0, 0.0], [1000.0, 1000.0]],
}
