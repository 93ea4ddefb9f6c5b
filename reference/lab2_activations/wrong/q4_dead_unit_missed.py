"""One dead unit is missed: with zero weights its Z is its bias, -1, on every row."""

QUESTION = "q4_dead"

DEAD = {"dead": [1, 4], "for ever": 3, "wake": [(-2.0, 0.0), (0.0, 4.0)]}
