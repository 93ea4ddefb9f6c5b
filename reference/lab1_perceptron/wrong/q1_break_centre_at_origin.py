"""The centre is the origin, where ignoring it does no harm."""

QUESTION = "q1_break"

BREAK = {
    "divided": ((0, 0, -1), (0, 1)),
    "unrooted": ((-4, 0, 0, 1, 1), (3, 0)),
    "centre ignored": ((-4, 0, 0, 1, 1), (1, 1)),
}
