"""The targets are scaled; y comes back as it is, only features may be shifted and scaled."""

from sklearn.model_selection import train_test_split

QUESTION = "q2_split"


def split_25(X, y, random_state):
    y = (y - y.mean()) / y.std()
    return train_test_split(X, y, test_size=0.25, random_state=random_state)
