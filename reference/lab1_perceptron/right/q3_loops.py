"""Loops over points; lists of lists and of Python's own booleans."""


def inequalities(points, outputs):
    rows = []
    for point, o in zip(points, outputs):
        row = [*point, 1]
        rows.append(row if o else [-c for c in row])
    return rows


def holds(points, outputs, weights):
    answers = []
    for point, o in zip(points, outputs):
        v = sum(p * w for p, w in zip(point, weights)) + weights[-1]
        answers.append(bool(v >= 0) if o == 1 else bool(v < 0))
    return answers
