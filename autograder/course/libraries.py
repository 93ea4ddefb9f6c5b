"""What notebooks of a course may count on: libraries that are imported before any submission runs."""

from autograder.sandbox import Notebooks

NOTEBOOKS = Notebooks(
    libraries=(
        "numpy",
        "scipy.optimize",
        "scipy.special",
        "sklearn.cluster",
        "sklearn.datasets",
        "sklearn.ensemble",
        "sklearn.linear_model",
        "sklearn.metrics",
        "sklearn.model_selection",
        "sklearn.neural_network",
        "sklearn.pipeline",
        "sklearn.preprocessing",
        "sklearn.tree",
        "matplotlib.pyplot",
        "mpl_toolkits.mplot3d",
    )
)
"""What the warm process of notebooks is started with; any other library each submission imports."""
