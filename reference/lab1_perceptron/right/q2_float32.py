"""Single precision wherever a number is computed."""

import numpy as np


def line(theta):
    t = np.asarray(theta, dtype=np.float32)
    return -t[1] / t[2], -t[0] / t[2], t[2] > 0


def circle(theta):
    t = np.asarray(theta, dtype=np.float32)
    a, b = -t[1] / (2 * t[3]), -t[2] / (2 * t[3])
    return a, b, np.sqrt(a * a + b * b - t[0] / t[3])


def sigmoid_net(hidden, output):
    h, o = np.float32(hidden), np.float32(output)
    return 2 * h, np.concatenate([[o[0] - o[1:].sum()], 2 * o[1:]]).astype(np.float32)


def training_steps(inputs, targets, weights, low=0, max_epochs=100):
    w = np.array(weights, dtype=np.float32)
    for _ in range(max_epochs):
        changed = 0
        for x, o in zip(inputs, targets):
            c = np.float32(1 if np.dot(x, w[:-1]) + w[-1] > 0 else low)
            if c != o:
                w = w - np.append(x, 1).astype(np.float32) * np.float32(c - o)
                changed += 1
            yield c, w
        if changed == 0:
            break
