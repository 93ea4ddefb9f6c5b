"""Nothing is subtracted: math.exp raises OverflowError far up, and far down all are 0, and 0/0 is no number;
subtract the maximum first.
"""

import math

QUESTION = "q4_softmax"


def softmax(z):
    exps = [math.exp(entry) for entry in z]
    return [entry / sum(exps) for entry in exps]
