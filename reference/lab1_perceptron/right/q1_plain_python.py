"""Plain Python: loops, lists and tuples, no NumPy at all."""


def classify(theta, X):
    answers = []
    for row in X:
        total = theta[0]
        for weight, value in zip(theta[1:], row):
            total += weight * value
        answers.append(1 if total >= 0 else 0)
    return answers


def line(theta):
    a, b, c = theta
    if c > 0:
        return [-b / c, -a / c, True]
    return [-b / c, -a / c, False]


def circle_class(theta, points):
    return classify(theta, [(x, y, x * x, y * y) for x, y in points])


def circle(theta):
    d, e, f = theta[0] / theta[3], theta[1] / theta[3], theta[2] / theta[4]
    return -e / 2, -f / 2, (e * e / 4 + f * f / 4 - d) ** 0.5


def theta_of_circle(centre, radius, inside):
    sign = -1 if inside else 1
    a, b = centre
    return [sign * (a * a + b * b - radius * radius), -2 * sign * a, -2 * sign * b, sign, sign]


BREAK = {
    "divided": [[1, 1, -2], [0, 5]],
    "unrooted": [[-0.25, 0, 0, 1, 1], [0, 0.3]],
    "centre ignored": [[0, 2, 2, 1, 1], [-1, -1]],
}
