"""Look before grading whether the results can be written at all."""

import tempfile
from pathlib import Path

from autograder.errors import AutograderError, in_words

_TRIED_BYTES = 1 << 16


def require_folder(folder: Path) -> None:
    """Write a few bytes in a folder, or where it would be made, and take them away again.

    Parameters
    ----------
    folder : Path
        Where grading will write.

    Raises
    ------
    AutograderError
        With the place that cannot be written, why, and what to do.
    """
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(bytes(_TRIED_BYTES))
            file.flush()
    except OSError as error:
        raise _refusal(nearest, error) from error


def require_file(path: Path) -> None:
    """Open a file for writing where there is one; nothing in it is changed.

    Parameters
    ----------
    path : Path
        What grading will change.

    Raises
    ------
    AutograderError
        As `require_folder`.
    """
    if path.exists():
        try:
            with path.open("r+b"):
                pass
        except OSError as error:
            raise _refusal(path, error) from error


def _refusal(place: Path, error: OSError) -> AutograderError:
    return AutograderError(
        f"{place} cannot be written: {in_words(error)}; nothing was graded; make room or make it writable, "
        "and run this again"
    )
