"""Make this folder an nbgrader course that `autograder` grades; see autograder/nbgrader."""

from autograder.nbgrader.settings import configure

configure(get_config())  # noqa: F821 - nbgrader gives its configuration files this function
