"""random_state is not used, so every call draws other rows and nobody can repeat the result."""

from sklearn.model_selection import train_test_split

QUESTION = "q2_split"


def split_25(X, y, random_state):
    return train_test_split(X, y, test_size=0.25)
