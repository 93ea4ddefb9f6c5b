"""The layer calls batch_norm in both modes' terms, and keeps its statistics in a tuple behind properties."""

import numpy as np


class BatchNorm:
    def __init__(self, n_features, momentum=0.9, eps=1e-5):
        self.gamma = [1.0] * n_features
        self.beta = [0.0] * n_features
        self.settings = (momentum, eps)
        self._running = (np.zeros(n_features), np.ones(n_features))

    @property
    def running_mean(self):
        return self._running[0]

    @property
    def running_variance(self):
        return self._running[1]

    def forward(self, x, training):
        momentum, eps = self.settings
        gamma, beta = np.array(self.gamma), np.array(self.beta)
        if not training:
            scale = gamma / np.sqrt(self._running[1] + eps)
            return x * scale + (beta - self._running[0] * scale)
        batch = (np.mean(x, 0), np.mean((x - np.mean(x, 0)) ** 2, 0))
        self._running = tuple(old + (1 - momentum) * (new - old) for old, new in zip(self._running, batch))
        return batch_norm(x, gamma, beta, eps)
