"""The test rows are scaled by their own mean and spread; they must use the training rows' numbers."""

from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

QUESTION = "q2_split"


def split_25(X, y, random_state):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=random_state)
    return StandardScaler().fit_transform(X_train), StandardScaler().fit_transform(X_test), y_train, y_test
