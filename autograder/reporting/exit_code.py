"""What a grading ends with, for a script that asks: all well, below a threshold, not graded, or waiting."""

from collections.abc import Sequence
from typing import NamedTuple

from autograder.errors import AutograderError
from autograder.reporting.tally import Tally
from autograder.results import Result

BELOW, NOT_GRADED, PENDING = 1, 3, 4


class Threshold(NamedTuple):
    """A score that everybody must reach.

    Attributes
    ----------
    limit : float
        Points, or a share of an assignment's points in percent.
    percent : bool
        Which of the two.
    """

    limit: float
    percent: bool


def threshold(text: str) -> Threshold | None:
    """Read what stands after ``--fail-under``.

    Parameters
    ----------
    text : str
        Points, such as ``30``, or a share, such as ``50%``; nothing for no threshold.

    Returns
    -------
    Threshold or None
        None for no threshold.

    Raises
    ------
    AutograderError
        When it is neither.
    """
    if not text:
        return None
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise AutograderError(f"--fail-under {text} is neither points, such as 30, nor a share, such as 50%")
    return Threshold(value, text.endswith("%"))


def exit_code(
    results: Sequence[Result], count: Tally, problems: Sequence[str], lowest: Threshold | None
) -> int:
    """Return what `grade` exits with; what was not graded weighs more than what waits, and that than a score.

    Parameters
    ----------
    results : sequence of Result
        The results.
    count : Tally
        Of everybody who handed in.
    problems : sequence of str
        What could not be written.
    lowest : Threshold, optional
        What everybody must reach.

    Returns
    -------
    int
        0, 1, 3 or 4.
    """
    if problems or count.not_graded or count.trouble:
        return NOT_GRADED
    if count.pending:
        return PENDING
    if lowest is not None and any(_below(result, lowest) for result in results):
        return BELOW
    return 0


def _below(result: Result, lowest: Threshold) -> bool:
    score, points = result.final.total or 0.0, result.final.max_score
    if not lowest.percent:
        return score < lowest.limit
    return points <= 0 or 100 * score / points < lowest.limit
