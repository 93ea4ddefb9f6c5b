"""log p alone is the score only if the other class's is log(1 - p); here it is 0."""

import numpy as np

QUESTION = "q4_output"


def score_for(p):
    return np.log(np.asarray(p, dtype=float))
