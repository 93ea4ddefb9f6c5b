"""Unit by unit, pattern by pattern, in plain Python."""


def unit(weights, inputs):
    total = weights[0]
    for w, x in zip(weights[1:], inputs):
        total += w * x
    return 1 if total >= 0 else 0


def forward(X, hidden, output):
    answers = []
    for row in X:
        columns = list(zip(*hidden))
        answers.append([unit(output, [unit(column, row) for column in columns])])
    return answers


def net_for(outputs):
    n = 0
    while 2**n < len(outputs):
        n += 1
    hidden, output = [[] for _ in range(n + 1)], [-1]
    for number, o in enumerate(outputs):
        if o == 1:
            bits = [(number >> (n - 1 - i)) % 2 for i in range(n)]
            hidden[0].append(-sum(bits))
            for i, bit in enumerate(bits):
                hidden[i + 1].append(1 if bit else -1)
            output.append(1)
    if len(output) == 1:
        return [[-1]] + [[0]] * n, [-1, 0]
    return hidden, output
