"""There is a 2 too many: both penalties have it below the line."""

QUESTION = "q4_l2"


def sklearn_alpha(alpha, n_samples):
    return 2 * alpha * n_samples
