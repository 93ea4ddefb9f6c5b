"""The net answers 1 where it should answer 0, and the other way round."""

QUESTION = "q5_xor"

XOR_NET = ([[-0.5, -1.5], [1, 1], [1, 1]], [0.5, -1, 1])
PARITY_NET = ([[-0.5, -1.5, -2.5], [1, 1, 1], [1, 1, 1], [1, 1, 1]], [0.5, -1, 1, -1])
