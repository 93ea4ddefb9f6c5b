"""convert goes by a table of cases; perceptron writes out all three inequalities."""


def convert(weights, source, target):
    w = [float(x) for x in weights]
    cases = {
        ("threshold", "bias"): lambda: [-w[0], *w[1:]],
        ("bias", "threshold"): lambda: [-w[0], *w[1:]],
        ("bias", "last"): lambda: [*w[1:], w[0]],
        ("last", "bias"): lambda: [w[-1], *w[:-1]],
        ("threshold", "last"): lambda: [*w[1:], -w[0]],
        ("last", "threshold"): lambda: [-w[-1], *w[:-1]],
    }
    return cases[source, target]() if source != target else w


def perceptron(weights, X, form):
    outputs = []
    for row in X:
        if form == "threshold":
            fires = sum(w * x for w, x in zip(weights[1:], row)) >= weights[0]
        elif form == "bias":
            fires = weights[0] + sum(w * x for w, x in zip(weights[1:], row)) >= 0
        else:
            fires = sum(w * x for w, x in zip(weights, row)) + weights[-1] >= 0
        outputs.append(1 if fires else -1)
    return outputs
