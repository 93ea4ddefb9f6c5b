"""With |w| = 1 and z = 0 the factor is exactly 1/4, which is not above it: take a larger weight."""

QUESTION = "q1_bound"

COUNTER = {
    "at least four times smaller": (1.0, 0.0, 0.0),
    "larger weight, larger factor": (1.0, 20.0, 0.0, 1.0),
}
