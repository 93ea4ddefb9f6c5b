"""All steps are collected in a list and returned; w -= on copies."""


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    w = [float(x) for x in weights]
    steps = []
    for _ in range(max_epochs):
        updates = 0
        for pattern, o in zip(inputs, targets):
            v = w[-1]
            for i, x in enumerate(pattern):
                v += w[i] * x
            c = 1 if v > 0 else low
            if c != o:
                for i, x in enumerate(pattern):
                    w[i] -= x * (c - o)
                w[-1] -= c - o
                updates += 1
            steps.append([c, list(w)])
        if updates == 0:
            return steps
    return steps
