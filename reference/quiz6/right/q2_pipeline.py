"""Scaling of features and targets inside a pipeline, early stopping, the split left unscaled; R² from
scikit-learn.
"""

from sklearn.compose import TransformedTargetRegressor
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def r_squared(y_true, y_pred):
    return r2_score(y_true, y_pred)


def split_25(X, y, random_state=0):
    return train_test_split(X, y, test_size=0.25, random_state=random_state, shuffle=True)


def fit_predict(X_train, y_train, X_test):
    network = MLPRegressor(
        hidden_layer_sizes=(50, 20), learning_rate_init=0.01, early_stopping=True, max_iter=500
    )
    model = TransformedTargetRegressor(make_pipeline(StandardScaler(), network), transformer=StandardScaler())
    return model.fit(X_train, y_train).predict(X_test)


def report(X, y, random_state=0):
    X_train, X_test, y_train, y_test = split_25(X, y, random_state)
    y_pred = fit_predict(X_train, y_train, X_test)
    return y_test, y_pred, round(r_squared(y_test, y_pred), 3)
