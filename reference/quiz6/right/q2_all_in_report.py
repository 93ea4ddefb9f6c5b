"""report does everything by itself and loads the data once more; a few iterations only; keyword arguments."""

from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor


def report(X, y, random_state=0):
    data = load_diabetes()
    a, b, c, d = train_test_split(data.data, data.target, test_size=0.25, random_state=random_state)
    model = MLPRegressor(
        hidden_layer_sizes=(20, 20), activation="tanh", solver="sgd", random_state=random_state
    )
    model.fit(X=a, y=c)
    predicted = model.predict(X=b)
    return d, predicted, model.score(b, d)
