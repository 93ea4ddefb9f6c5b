"""That is the epoch from zero weights. Compute V for the four patterns with the start weights given."""

QUESTION = "q4_predict"

PREDICT = {"rate": (0.2, 0.1, -0.2), "outputs": (2, 2, 0), "start": 6}
