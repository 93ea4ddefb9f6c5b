"""The unit is written for two inputs and a bias only; NOT has one input."""

QUESTION = "q1_threshold"


def threshold_unit(inputs, weights):
    v = inputs[0] * weights[0] + inputs[1] * weights[1] + weights[2]
    return 1 if v > 0 else 0
