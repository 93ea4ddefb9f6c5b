"""Only the training features are scaled; the test rows are left on another scale."""

from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

QUESTION = "q2_split"


def split_25(X, y, random_state):
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=random_state)
    return StandardScaler().fit_transform(X_train), X_test, y_train, y_test
