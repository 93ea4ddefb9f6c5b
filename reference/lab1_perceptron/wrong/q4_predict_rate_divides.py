"""The weights are divided by the rate; a smaller step ends nearer to zero."""

QUESTION = "q4_predict"

PREDICT = {"rate": (20, 10, -20), "outputs": (2, 2, 0), "start": 1}
