"""The output adds all hidden units: the one that means 'both' has to be taken off again."""

QUESTION = "q5_xor"

XOR_NET = ([[-0.5, -1.5], [1, 1], [1, 1]], [-0.5, 1, 1])
PARITY_NET = ([[-0.5, -1.5, -2.5], [1, 1, 1], [1, 1, 1], [1, 1, 1]], [-0.5, 1, 1, 1])
