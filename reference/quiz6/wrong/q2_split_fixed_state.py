"""A number of your own is used as random_state, so the argument changes nothing; hand the argument on."""

from sklearn.model_selection import train_test_split

QUESTION = "q2_split"


def split_25(X, y, random_state):
    return train_test_split(X, y, test_size=0.25, random_state=42)
