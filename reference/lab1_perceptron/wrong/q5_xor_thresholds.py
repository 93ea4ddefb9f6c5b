"""Thresholds are written where biases belong: the bias is minus the threshold."""

QUESTION = "q5_xor"

XOR_NET = ([[0.5, 1.5], [1, 1], [1, 1]], [0.5, 1, -1])
PARITY_NET = ([[0.5, 1.5, 2.5], [1, 1, 1], [1, 1, 1], [1, 1, 1]], [0.5, 1, -1, 1])
