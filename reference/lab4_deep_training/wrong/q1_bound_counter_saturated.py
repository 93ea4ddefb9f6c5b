"""The weight is large, but so is z, and the sigmoid is flat there: choose the bias so that z is close to
0."""

QUESTION = "q1_bound"

COUNTER = {
    "at least four times smaller": (10.0, 0.0, 1.0),
    "larger weight, larger factor": (1.0, 20.0, 0.0, 1.0),
}
