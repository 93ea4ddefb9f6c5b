"""The bias is moved along with the low output; compute V = 0 for (0, 0) and see that nothing changes
there.
"""

QUESTION = "q4_predict"

PREDICT = {"rate": (0.2, 0.1, -0.2), "outputs": (2, 2, -1), "start": 1}
