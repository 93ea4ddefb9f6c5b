"""Positive inputs do no harm to the absolute maximum, for there it is the maximum."""

QUESTION = "q4_break"

BREAK = {
    "no shift": [1000.0, 0.0],
    "absolute maximum": [1000.0, 999.0],
    "shared maximum": [[0.0, 0.0], [1000.0, 1000.0]],
}
