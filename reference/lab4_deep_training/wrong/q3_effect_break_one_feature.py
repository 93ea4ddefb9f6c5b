"""With one feature, the mean of all entries is that feature's own: take two features with different
means."""

QUESTION = "q3_effect"

BREAK = {
    "no epsilon": [[1.0], [1.0]],
    "one mean": [[1.0], [2.0], [6.0]],
    "epsilon outside": [[0.0], [0.001]],
}
