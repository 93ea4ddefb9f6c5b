"""The radius is 1, and 1 is its own root; take another radius."""

QUESTION = "q1_break"

BREAK = {
    "divided": ((0, 0, -1), (0, 1)),
    "unrooted": ((-1, 0, 0, 1, 1), (0.5, 0)),
    "centre ignored": ((-1, -4, 0, 1, 1), (0, 0)),
}
