"""alpha is divided by the number of samples: scikit-learn divides by itself, so it has to be multiplied
beforehand."""

QUESTION = "q4_l2"


def sklearn_alpha(alpha, n_samples):
    return alpha / n_samples
