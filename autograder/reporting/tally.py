"""Count what went in and what came out; the two have to agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.models import Status
from autograder.results import Result
from autograder.text import line

UNGRADED = frozenset({Status.UNREADABLE, Status.SANDBOX_ERROR})
"""How a submission ends that has no score until somebody does something about it."""

_SHOWN = 5


@dataclass(frozen=True)
class Tally:
    """How many of those who handed in have which kind of result.

    Attributes
    ----------
    handed_in, graded, pending, not_graded : int
        The last three add up to the first, or something is lost.
    lost : tuple of str
        Who went in and came out nowhere, or came out and never went in.
    """

    handed_in: int
    graded: int
    pending: int
    not_graded: int
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the line that people read."""
        parts = [f"{self.graded} graded", f"{self.pending} pending", f"{self.not_graded} not graded"]
        return f"{self.handed_in} handed in: {', '.join(parts)}"

    @property
    def trouble(self) -> str:
        """One sentence when the numbers do not agree, '' when they do."""
        if not self.lost and self.handed_in == self.graded + self.pending + self.not_graded:
            return ""
        who = ", ".join(line(name, 60) for name in self.lost[:_SHOWN]) or "somebody"
        more = f" and {len(self.lost) - _SHOWN} more" if len(self.lost) > _SHOWN else ""
        return f"what went in and what came out do not agree: {who}{more}; run the same command again"


def is_graded(result: Result) -> bool:
    """Whether a submission has a final score."""
    return result.final.total is not None


def is_pending(result: Result) -> bool:
    """Whether a submission was graded and waits for a person."""
    return not is_graded(result) and result.record.grade.status not in UNGRADED


def tally(handed_in: Sequence[str], results: Sequence[Result], passed_over: Iterable[str] = ()) -> Tally:
    """Count.

    Parameters
    ----------
    handed_in : sequence of str
        Students whose submissions were to be graded.
    results : sequence of Result
        What came out, one a student.
    passed_over : iterable of str
        Whose work was found where it is not graded.

    Returns
    -------
    Tally
        With everybody in it once.
    """
    outside = set(passed_over) - set(handed_in)
    came_out = [result.record.student for result in results]
    lost = sorted(set(handed_in) ^ set(came_out))
    graded = sum(map(is_graded, results))
    pending = sum(map(is_pending, results))
    return Tally(
        handed_in=len(handed_in) + len(outside),
        graded=graded,
        pending=pending,
        not_graded=len(results) - graded - pending + len(outside),
        lost=tuple(lost),
    )
