"""alpha is handed over as it is: scikit-learn divides it by the number of samples."""

QUESTION = "q4_l2"


def sklearn_alpha(alpha, n_samples):
    return alpha
