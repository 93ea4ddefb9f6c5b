"""One row cannot wake both units: one needs a small sum of inputs, one a large."""

QUESTION = "q4_dead"

DEAD = {"dead": [1, 3, 4], "for ever": 3, "wake": [(-2.0, 0.0)]}
