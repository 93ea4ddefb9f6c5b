"""Make this folder an nbgrader course that `autograder` grades; see autograder/nbgrader."""

try:
    from autograder.nbgrader.config import configure

    configure(get_config())  # noqa: F821 - nbgrader gives its configuration files this function
except Exception as error:
    # nbgrader goes on without a configuration that fails, and would run students' code as you.
    raise SystemExit(
        f"nbgrader_config.py: {error}; without autograder nothing is graded here: run the nbgrader beside it"
    ) from error
