"""One submission's whole result as people are shown it: the record, and what the books add to it."""

from dataclasses import dataclass

from autograder.final_score import IN_TIME, NOTHING_ENTERED, Entered, FinalScore, Lateness, final_score
from autograder.models import Record


@dataclass(frozen=True)
class Result:
    """A record with its final score.

    Attributes
    ----------
    record : Record
        What the checks found.
    final : FinalScore
        What it counts in the end.
    entered : Entered
        What people entered for it.
    lateness : Lateness
        How late it was.
    notes : tuple of str
        What a teacher should know beside the record's own flags, one sentence each: a time that looks odd,
        a submission that is not there any more.
    """

    record: Record
    final: FinalScore
    entered: Entered = NOTHING_ENTERED
    lateness: Lateness = IN_TIME
    notes: tuple[str, ...] = ()

    @classmethod
    def alone(cls, record: Record) -> "Result":
        """Return the result of a submission that is in no books: nobody entered anything."""
        return cls(record, final_score(record))
