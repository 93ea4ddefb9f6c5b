"""The two weights stand in the wrong order: the smaller one comes first."""

QUESTION = "q1_bound"

COUNTER = {
    "at least four times smaller": (3.0, -3.0, 1.0),
    "larger weight, larger factor": (20.0, 1.0, 0.0, 1.0),
}
