"""Everything in float32."""

import numpy as np


def gradient_norms(weights, biases, x, upstream):
    weights = [np.asarray(W, dtype=np.float32) for W in weights]
    activations = [np.asarray(x, dtype=np.float32)]
    for W, b in zip(weights, biases):
        z = activations[-1] @ W + np.asarray(b, dtype=np.float32)
        activations.append(np.float32(1) / (1 + np.exp(-np.clip(z, -80, 80))))
    g = np.asarray(upstream, dtype=np.float32)
    norms = np.empty(len(weights) + 1, dtype=np.float32)
    norms[-1] = np.linalg.norm(g)
    for layer in range(len(weights) - 1, -1, -1):
        a = activations[layer + 1]
        g = weights[layer] @ (g * a * (1 - a))
        norms[layer] = np.linalg.norm(g)
    return norms


def layer_bounds(weights):
    return np.array(
        [np.linalg.norm(np.asarray(W, dtype=np.float32), ord=2) / 4 for W in weights], dtype=np.float32
    )


def initial_weights(fan_in, fan_out, seed):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((fan_in, fan_out), dtype=np.float32) / np.sqrt(np.float32(fan_in))
