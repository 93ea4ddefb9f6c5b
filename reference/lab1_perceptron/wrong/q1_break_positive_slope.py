"""theta_2 is positive there, and then dividing by it does no harm."""

QUESTION = "q1_break"

BREAK = {
    "divided": ((-3, 1, 2), (0, 0)),
    "unrooted": ((-4, 0, 0, 1, 1), (3, 0)),
    "centre ignored": ((-1, -4, 0, 1, 1), (0, 0)),
}
