"""The running statistics belong to the class and are changed in place: all layers share them. Make them in
__init__."""

import numpy as np

QUESTION = "q3_layer"


class BatchNorm:
    running_mean = np.zeros(2)
    running_variance = np.ones(2)

    def __init__(self, n_features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(n_features), np.zeros(n_features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        if training:
            mean, variance = x.mean(axis=0), x.var(axis=0)
            self.running_mean[:] = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance[:] = self.momentum * self.running_variance + (1 - self.momentum) * variance
        return self.gamma * (x - mean) / np.sqrt(variance + self.eps) + self.beta
