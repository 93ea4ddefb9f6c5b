"""The input holds inf, which is not a finite number; a large finite one does the same harm."""

QUESTION = "q4_break"

BREAK = {
    "no shift": [float("inf"), 0.0],
    "absolute maximum": [-1000.0, -1001.0],
    "shared maximum": [[0.0, 0.0], [1000.0, 1000.0]],
}
