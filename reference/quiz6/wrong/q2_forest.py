"""The predictions move in steps, as those of trees or nearest neighbours do; a network's change smoothly."""

from sklearn.ensemble import RandomForestRegressor

QUESTION = "q2_fit"


def fit_predict(X_train, y_train, X_test):
    return RandomForestRegressor(n_estimators=20, random_state=0).fit(X_train, y_train).predict(X_test)
