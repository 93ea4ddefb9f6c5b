"""Which folder names may become students: nbgrader's pages show a name without escaping it."""

import unicodedata

from autograder.errors import GradebookError
from autograder.plaintext import line


def is_student_id(name: str) -> bool:
    """Say whether a folder's name may go into the gradebook: nbgrader's pages show it without escaping.

    Letters and digits of any script, spaces and ``. _ - + @ , ( ) ~ #``, not first.
    """
    return (
        0 < len(name) <= 128
        and (name[0].isalnum() or name[0] == "_")
        and all(unicodedata.category(letter)[0] in "LMN" or letter in " ._-+@,()~#" for letter in name)
    )


def require_student_id(name: str) -> None:
    """Refuse a name that may not go where nbgrader shows it.

    Raises
    ------
    GradebookError
        With what to do.
    """
    if not is_student_id(name):
        raise GradebookError(
            f"the student's folder '{line(name)}' has a name that nbgrader's pages cannot show safely; "
            "rename it"
        )
