"""Unit 1 has negative weights, so a negative input wakes it."""

QUESTION = "q4_dead"

DEAD = {"dead": [1, 3, 4], "for ever": 1, "wake": [(-2.0, 0.0), (0.0, 4.0)]}
