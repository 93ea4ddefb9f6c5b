"""From a student's bytes to a mended notebook, as plain data: what the reader's process runs.

This file is loaded by its path in a warm process of the sandbox, whose children parse what students handed
in. It holds what everybody was given and no reference. The same functions read a notebook plainly, without a
process, on a student's own machine.
"""

import json
import warnings
from collections.abc import Sequence
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict

from autograder.course.variants import Variant
from autograder.errors import UnreadableSubmission
from autograder.notebook.cells import by_grade_id
from autograder.notebook.file import read_logged
from autograder.sandbox import wire
from autograder.submission.reading_reply import (
    LONGEST_TOLD,
    Mended,
    described,
    packed,
    sentences,
)
from autograder.submission.released import Released
from autograder.submission.repair import repair
from autograder.submission.variant_cell import Numbers, Shown, on_own_numbers
from autograder.text import line

_LONGEST_REFUSAL = 500
_LARGEST_NUMBERS = 64 << 10


class Reading:
    """Reads submissions of one assignment, one after another.

    Parameters
    ----------
    notebook : NotebookNode
        As it was released.
    """

    def __init__(self, notebook: NotebookNode) -> None:
        self._handout = Released(notebook)
        self._released = by_grade_id(notebook)
        self._sources = _sources(notebook)

    def is_release(self, content: bytes) -> bool:
        """Tell whether a notebook is still what was handed out; one that cannot be read is not."""
        try:
            return _sources(read_logged(content)[0]) == self._sources
        except UnreadableSubmission:
            return False

    def read(self, content: bytes, numbers: Numbers | None) -> tuple[Mended, Shown | None]:
        """Read and mend a notebook.

        Parameters
        ----------
        content : bytes
            The file's bytes.
        numbers : Numbers, optional
            What it may be graded on, when the assignment varies.

        Returns
        -------
        Mended
            Always the same for the same input.
        Shown or None
            What stands where the numbers belong.

        Raises
        ------
        UnreadableSubmission
            When it cannot be read; the message says why and what to do.
        """
        notebook, log = read_logged(content)
        shown = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python has to say of a student's source is not ours to say
            repaired = repair(notebook, self._handout)
            if numbers is not None:
                repaired, shown = on_own_numbers(repaired, numbers)
        mended = Mended(
            [described(cell, self._released) for cell in repaired.notebook.cells],
            list(repaired.cells),
            sentences((*log, *repaired.repairs)),
            sentences(repaired.flags),
            {place: list(names) for place, names in repaired.keep.items()},
            {name: line(told, LONGEST_TOLD) for name, told in repaired.replaced.items()},
        )
        return mended, shown


class Parser:
    """What the trusted side calls: a file comes in parts, and plain values go back.

    Parameters
    ----------
    notebook : array of bytes
        The released notebook's JSON.
    """

    def __init__(self, notebook: Any) -> None:
        self._reading = Reading(from_dict(json.loads(notebook.tobytes())))
        self._parts: list[bytes] = []

    def feed(self, part: Any) -> None:
        """Take the next part of a file."""
        self._parts.append(part.tobytes())

    def is_release(self) -> bool:
        """Tell whether the file is still what was handed out."""
        return self._reading.is_release(self._taken())

    def read(self, numbers: Sequence[Any] | None) -> list[Any]:
        """Read the file; see `Reading.read`.

        Returns
        -------
        list
            Why it cannot be read, or ''; the notebook; what stands where the numbers belong.
        """
        try:
            mended, shown = self._reading.read(self._taken(), Numbers(*numbers) if numbers else None)
        except UnreadableSubmission as error:
            return [line(str(error), _LONGEST_REFUSAL), None, None]
        stands = shown and [shown.own, shown.there, shown.right, _fit_to_travel(shown.foreign)]
        return ["", packed(mended), stands]

    def _taken(self) -> bytes:
        content = b"".join(self._parts)
        self._parts.clear()
        return content


def _fit_to_travel(value: Variant | None) -> Variant | None:
    """Return a student's dict, or None where it is too odd to be anybody's numbers."""
    try:
        return value if len(wire.encode(value)) <= _LARGEST_NUMBERS else None
    except wire.CannotTravel:
        return None


def _sources(notebook: NotebookNode) -> list[str]:
    return [
        cell.source.strip() for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()
    ]
