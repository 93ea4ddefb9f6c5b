"""The shares are swapped: momentum is the share of the running statistics that stays."""

import numpy as np

QUESTION = "q3_layer"


class BatchNorm:
    def __init__(self, n_features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(n_features), np.zeros(n_features)
        self.running_mean, self.running_variance = np.zeros(n_features), np.ones(n_features)

    def forward(self, x, training):
        mean, variance = x.mean(axis=0), x.var(axis=0)
        if training:
            self.update(mean, variance)
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (x - mean) / np.sqrt(variance + self.eps) + self.beta

    def update(self, mean, variance):
        kept = 1 - self.momentum
        self.running_mean = kept * self.running_mean + (1 - kept) * mean
        self.running_variance = kept * self.running_variance + (1 - kept) * variance
