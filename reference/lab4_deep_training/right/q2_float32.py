"""float32 throughout, and predictions as fractions or arrays of one number."""

from fractions import Fraction

import numpy as np

PREDICT = {
    "ten sigmoid layers": Fraction(1, 4**10),
    "ten sigmoid layers, weights 4": 1,
    "ten residual layers": np.array([9.31]),
    "clipped, exploding": Fraction(3, 4),
    "clipped, vanishing": np.float32(1e-6),
    "a remark of mine": None,
}


def relu_norms(weights, biases, x, upstream):
    a, masks = np.asarray(x, np.float32), []
    for W, b in zip(weights, biases):
        z = a @ W.astype(np.float32) + b.astype(np.float32)
        masks.append(z > 0)
        a = np.where(z > 0, z, np.float32(0))
    g = np.asarray(upstream, np.float32)
    norms = [np.linalg.norm(g)]
    for W, mask in zip(weights[::-1], masks[::-1]):
        g = W.astype(np.float32)[:, mask] @ g[mask]
        norms.insert(0, np.linalg.norm(g))
    return np.array(norms, dtype=np.float32)


def clip_by_value(gradient, limit):
    return np.maximum(np.minimum(np.asarray(gradient, np.float32), np.float32(limit)), -np.float32(limit))


def clip_by_norm(gradient, limit):
    g = np.asarray(gradient, np.float32)
    return g * np.float32(min(1.0, limit / (np.linalg.norm(g) + 1e-12)))
