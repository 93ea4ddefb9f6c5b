"""The steepness by logarithms; the net of sigmoids with its signs turned and its units in another order."""

import math


def steepness_for(distance, gap):
    return (math.log(2 - gap) - math.log(gap)) / (2 * distance)


def sigmoid_net(hidden, output):
    # tanh(z) = 1 - 2 sigma(-2z)
    order = range(len(output) - 1)[::-1]
    new_hidden = [[-2 * row[j] for j in order] for row in hidden]
    return new_hidden, [sum(output), *(-2 * output[j + 1] for j in order)]
