"""The squares are left out, so the boundary stays a line."""

QUESTION = "q1_circle"


def circle_class(theta, points):
    return classify(theta[:3], points)
