"""Made-up results: records with what people entered, and with lateness."""

from autograder.final_score import IN_TIME, NOTHING_ENTERED, Entered, Lateness, final_score
from autograder.models import Record
from autograder.results import Result
from tests.builders import made_up

LATE = Lateness(93_600.0, "The time is the platform's, 2024-03-11 02:00 UTC.")
UNDATED = Lateness(None, "timestamp.txt says year 2567; write the true time into it and grade again.")


def result(
    record: Record,
    entered: Entered = NOTHING_ENTERED,
    lateness: Lateness = IN_TIME,
    policy: str = "10% per day",
    notes: tuple[str, ...] = (),
) -> Result:
    """Make the whole result of a record."""
    return Result(record, final_score(record, entered, lateness, policy), entered, lateness, notes)


def alone(*records: Record) -> list[Result]:
    """Make results into which nobody entered anything."""
    return [Result.alone(record) for record in records]


def settled(student: str = "student07") -> Result:
    """Make the result of a mixed submission that a person has finished: 18.67 + 6.5 + 0.5, two days late.

    The checks found 18.67 - 4 points without q4_entropy, a person gave q3_written 2.5 and q4_entropy 4, and
    0.5 of extra credit.
    """
    entered = Entered(
        scores={"q3_written": 2.5, "q4_input": 1.0},
        extra={"q4_softmax": 0.5},
        comments={
            "q3_written": "You say where it is steepest.\nSay also why nowhere else.",
            "q4_softmax": "Nicely laid out; half a point for the test of your own.",
        },
        look_again=frozenset({"q4_input"}),
    )
    return result(made_up.mixed(student), entered, LATE)


def undated(student: str = "student08") -> Result:
    """Make the result of a right submission of which nobody knows when it came."""
    return result(made_up.right(student), lateness=UNDATED)


def hostile(student: str = "student03") -> Result:
    """Make a result in which the record and everything beside it attacks the page."""
    record = made_up.hostile(student)
    attack = record.grade.flags[0]
    entered = Entered(
        scores={"q4_stay": 1.0},
        comments={"q4_softmax": attack * 300, "q4_stay": f"</p><b onclick=x>{attack}"},
    )
    return result(record, entered, Lateness(None, attack), notes=(attack,))
