"""COUNTS leaves out the biases; they are learned too."""

QUESTION = "q1_shapes"


COUNTS = {"2-5-2-1": 22, "2-3-2-2": 16, "64-100-10": 7400}
