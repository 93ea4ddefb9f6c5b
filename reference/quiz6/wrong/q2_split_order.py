"""The four arrays come back in another order than X_train, X_test, y_train, y_test."""

from sklearn.model_selection import train_test_split

QUESTION = "q2_split"


def split_25(X, y, random_state):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=random_state)
    return X_train, y_train, X_test, y_test
