"""The units are counted from 1; here the first one is unit 0."""

QUESTION = "q4_dead"

DEAD = {"dead": [2, 4, 5], "for ever": 4, "wake": [(-2.0, 0.0), (0.0, 4.0)]}
