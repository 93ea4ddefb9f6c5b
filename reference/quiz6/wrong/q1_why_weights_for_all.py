"""Weights are given for a set that no weights realise; look for multipliers instead."""

QUESTION = "q1_why"

WHY = {"A": ("weights", (-1, 0, 1)), "B": ("weights", (-2, 2, 1)), "C": ("weights", (-1, -1, 3))}
