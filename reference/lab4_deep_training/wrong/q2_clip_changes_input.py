"""The gradient is clipped in place: the caller's array is changed."""

QUESTION = "q2_clip"


def clip_by_value(gradient, limit):
    gradient[gradient > limit] = limit
    gradient[gradient < -limit] = -limit
    return gradient
