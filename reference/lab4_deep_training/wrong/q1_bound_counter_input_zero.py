"""With x = 0 both layers have the same z, so the larger weight has the larger factor: let the input not be
0."""

QUESTION = "q1_bound"

COUNTER = {
    "at least four times smaller": (3.0, -3.0, 1.0),
    "larger weight, larger factor": (1.0, 20.0, 0.0, 0.0),
}
