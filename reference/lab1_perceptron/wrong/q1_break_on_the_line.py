"""The point lies on the line, where both inequalities hold with equality."""

QUESTION = "q1_break"

BREAK = {
    "divided": ((0, 1, -1), (1, 1)),
    "unrooted": ((-4, 0, 0, 1, 1), (3, 0)),
    "centre ignored": ((-1, -4, 0, 1, 1), (0, 0)),
}
