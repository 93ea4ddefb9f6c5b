"""The learning rate scales every step, so from zero weights it scales where they end."""

QUESTION = "q4_predict"

PREDICT = {"rate": (2, 1, -2), "outputs": (2, 2, 0), "start": 1}
