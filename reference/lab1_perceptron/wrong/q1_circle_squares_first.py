"""The squares are put before x1 and x2: the order of the features is 1, x1, x2, x1 squared, x2 squared."""

import numpy as np

QUESTION = "q1_circle"


def circle_class(theta, points):
    points = np.asarray(points, dtype=float)
    return classify(theta, np.column_stack([points**2, points]))
