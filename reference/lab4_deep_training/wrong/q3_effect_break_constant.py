"""On a feature that never varies both give 0/epsilon = 0: let it vary, but less than the root of
epsilon."""

QUESTION = "q3_effect"

BREAK = {
    "no epsilon": [[1.0], [1.0]],
    "one mean": [[0.0, 9.0], [1.0, 8.0]],
    "epsilon outside": [[1.0], [1.0]],
}
