"""Epochs are counted from 1."""

QUESTION = "q4_predict"

PREDICT = {"rate": (0.2, 0.1, -0.2), "outputs": (2, 2, 0), "start": 0}
