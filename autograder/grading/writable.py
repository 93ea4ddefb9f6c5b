"""Look before grading whether the results can be written at all."""

import tempfile
from pathlib import Path

from autograder.cli.os_errors import in_words
from autograder.course.layout import Course
from autograder.errors import AutograderError

_TRIED_BYTES = 1 << 16


def require_writable(course: Course, assignment_id: str, *, into_gradebook: bool = True) -> None:
    """Write a few bytes where each result will go, and take them away again.

    Parameters
    ----------
    course : Course
        Where grading will write.
    assignment_id : str
        Which assignment.
    into_gradebook : bool
        Whether the gradebook and the executed notebooks are to be written too.

    Raises
    ------
    AutograderError
        With the place that cannot be written, why, and what to do.
    """
    places = [course.records / assignment_id]
    if into_gradebook:
        places += [course.autograded, course.root]
    for place in places:
        _try(_nearest(place))
    gradebook = course.root / "gradebook.db"
    if into_gradebook and gradebook.exists():
        try:
            with gradebook.open("r+b"):
                pass
        except OSError as error:
            raise _refusal(gradebook, error) from error


def _nearest(place: Path) -> Path:
    """Return a folder, or the one it would be made in."""
    return next(path for path in (place, *place.parents) if path.exists())


def _try(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_TRIED_BYTES))
            file.flush()
    except OSError as error:
        raise _refusal(folder, error) from error


def _refusal(place: Path, error: OSError) -> AutograderError:
    return AutograderError(
        f"{place} cannot be written: {in_words(error)}; nothing was graded; make room or make it writable, "
        "and run this again"
    )
