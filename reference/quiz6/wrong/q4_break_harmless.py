"""The numbers are too small to do harm: the function still gives the right softmax."""

QUESTION = "q4_break"

BREAK = {
    "no shift": [700.0, 0.0],
    "absolute maximum": [-1000.0, -1001.0],
    "shared maximum": [[0.0, 0.0], [1000.0, 1000.0]],
}
