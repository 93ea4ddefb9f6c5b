"""Plain Python: lists, loops and tuples, no NumPy at all."""


def threshold_unit(inputs, weights):
    v = weights[-1]
    for i in range(len(inputs)):
        v = v + inputs[i] * weights[i]
    if v > 0:
        return 1
    return 0


GATES = {"AND": [2, 2, -3], "OR": [2, 2, -1], "NOT": [-2, 1]}


def train(inputs, targets, weights, max_epochs=100):
    w = [float(x) for x in weights]
    updates = 0
    epoch = 0
    while epoch < max_epochs:
        changed = False
        for row in range(len(inputs)):
            c = threshold_unit(inputs[row], w)
            if c != targets[row]:
                for i in range(len(w) - 1):
                    w[i] = w[i] - inputs[row][i] * (c - targets[row])
                w[-1] = w[-1] - (c - targets[row])
                updates += 1
                changed = True
        epoch += 1
        if not changed:
            return w, updates, True
    return w, updates, False


def trace(inputs, targets, weights, epochs):
    ends, counts = [], []
    for _ in range(epochs):
        weights, n, _ = train(inputs, targets, weights, 1)
        ends.append(list(weights))
        counts.append(n)
    return ends, counts


WHY = {
    "A": ["multipliers", [3, 3, 3, 3]],
    "B": ["weights", [-4, 4, 2]],
    "C": ["multipliers", [0, 3, 3, 4, 2]],
}
