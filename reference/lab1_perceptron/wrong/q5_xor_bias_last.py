"""The biases stand last; in the folded form they come first, in row 0 and as the output's first entry."""

QUESTION = "q5_xor"

XOR_NET = ([[1, 1], [1, 1], [-0.5, -1.5]], [1, -1, -0.5])
PARITY_NET = ([[1, 1, 1], [1, 1, 1], [1, 1, 1], [-0.5, -1.5, -2.5]], [1, -1, 1, -0.5])
