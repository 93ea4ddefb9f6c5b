"""Unit 4 sleeps for inputs between 0 and 1 only; a larger input wakes it."""

QUESTION = "q4_dead"

DEAD = {"dead": [1, 3, 4], "for ever": 4, "wake": [(-2.0, 0.0), (0.0, 4.0)]}
