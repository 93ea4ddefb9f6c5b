"""The point lies outside both circles, the true one and the one with the root missing: look between them."""

QUESTION = "q1_break"

BREAK = {
    "divided": ((0, 0, -1), (0, 1)),
    "unrooted": ((-4, 0, 0, 1, 1), (5, 0)),
    "centre ignored": ((-1, -4, 0, 1, 1), (0, 0)),
}
