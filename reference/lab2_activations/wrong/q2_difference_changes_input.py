"""x is moved in place: += changes the caller's array."""

QUESTION = "q2_difference"


def centred_difference(f, x, h):
    x += h
    high = f(x)
    return (high - f(x - 2 * h)) / (2 * h)
