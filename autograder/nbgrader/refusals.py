"""Tell in one line why a gradebook refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError

from autograder.errors import AutograderError, GradebookError, GradebookUnavailable
from autograder.text import line


@contextmanager
def told_in_one_line(db_url: str, *, opening: bool = False) -> Iterator[None]:
    """Turn whatever a gradebook's libraries raise into our own errors.

    Parameters
    ----------
    db_url : str
        The gradebook's address; a password in it is not shown.
    opening : bool
        Whether any failure concerns the gradebook as a whole.

    Raises
    ------
    GradebookError
        In one line.
    """
    try:
        yield
    except AutograderError:
        raise
    except Exception as error:  # drivers, SQLAlchemy and nbgrader raise what they like
        cause = getattr(error, "orig", None) or error
        reason = str(cause).splitlines()[0] if str(cause) else type(error).__name__
        whole = opening or isinstance(error, OperationalError | InterfaceError | OSError)
        kind = GradebookUnavailable if whole or type(error) is DatabaseError else GradebookError
        raise kind(f"the gradebook {_shown(db_url)} cannot be used: {line(reason, 300)}") from error


def _shown(db_url: str) -> str:
    try:
        return line(make_url(db_url).render_as_string(hide_password=True), 300)
    except ArgumentError:
        return "of this address"
