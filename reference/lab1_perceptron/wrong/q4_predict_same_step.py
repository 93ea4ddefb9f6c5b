"""With outputs -1 and 1, C - O is 2 or -2: every step is twice as long."""

QUESTION = "q4_predict"

PREDICT = {"rate": (0.2, 0.1, -0.2), "outputs": (1, 1, 0), "start": 1}
