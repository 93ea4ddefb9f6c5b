"""Scores of 0 give sigmoids of one half: they sum to 1.5 only."""

QUESTION = "q4_output"

THREE = (0.0, 0.0, 0.0)
