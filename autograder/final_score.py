"""The one arithmetic of a final score: automatic points, a person's, extra credit, lateness.

Pure: records and what people entered go in, one `FinalScore` comes out. The terminal, feedback pages, the
class report and every export show this score and its parts, and nobody adds up for himself.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from autograder.models import Question, QuestionScore, Record, Status
from autograder.text import plural

_DAY_S = 24 * 60 * 60
_NOT_GRADED = frozenset({Status.UNREADABLE, Status.SANDBOX_ERROR})


@dataclass(frozen=True)
class Entered:
    """What people entered in the gradebook for one submission.

    Attributes
    ----------
    scores : mapping of str to float
        Points that a person gave a question, in place of the automatic ones.
    extra : mapping of str to float
        Extra credit by question.
    comments : mapping of str to str
        A person's comment by question, as it was typed.
    look_again : frozenset of str
        Questions under whose points by hand the automatic score or the answer changed since.
    """

    scores: Mapping[str, float] = field(default_factory=dict)
    extra: Mapping[str, float] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    look_again: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lateness:
    """How late a submission was, as far as it can be told.

    Attributes
    ----------
    seconds : float or None
        After the due date and any extension, 0.0 when in time; None when a person has to say.
    reason : str
        Where the time came from, or why it cannot be trusted and what to do; one sentence.
    """

    seconds: float | None = 0.0
    reason: str = ""


@dataclass(frozen=True)
class FinalScore:
    """What a submission counts in the end, with its parts.

    Attributes
    ----------
    total : float or None
        The final score; None while anything waits for a person.
    so_far : float
        What counts already: the total when nothing waits.
    automatic : float
        Points of the questions that the checks scored and nobody overrode.
    by_hand : float
        Points of the questions that a person scored.
    extra : float
        Extra credit.
    late : float
        Points that lateness takes off; 0.0 while nobody knows whether it was late.
    max_score : float
        What the assignment offers.
    questions : mapping of str to float or None
        What each question counts, extra credit included; None while it waits.
    waiting : tuple of str
        What a person still has to do, one sentence each.
    """

    total: float | None
    so_far: float
    automatic: float
    by_hand: float
    extra: float
    late: float
    max_score: float
    questions: Mapping[str, float | None]
    waiting: tuple[str, ...] = ()


NOTHING_ENTERED = Entered()
IN_TIME = Lateness()


def final_score(
    record: Record,
    entered: Entered = NOTHING_ENTERED,
    lateness: Lateness = IN_TIME,
    late_policy: str = "none",
) -> FinalScore:
    """Add a submission up.

    Parameters
    ----------
    record : Record
        Its automatic result.
    entered : Entered
        What people entered for it.
    lateness : Lateness
        How late it was.
    late_policy : str
        The assignment's, as in ``assignment.toml``.

    Returns
    -------
    FinalScore
        A question that a person scored waits for nobody, whatever the checks said of it. A written answer
        that still reads as released earns nothing, as in nbgrader, and waits for nobody either.
    """
    scores = entered.scores
    if record.grade.status in _NOT_GRADED:
        # Points that were given to what lay there before, until the person has looked again.
        scores = {name: score for name, score in scores.items() if name not in entered.look_again}
    automatic: list[float] = []
    by_hand: list[float] = []
    questions: dict[str, float | None] = {}
    for question in record.grade.questions:
        score = scores.get(question.id, automatic_score(record, question))
        if score is not None:
            (by_hand if question.id in scores else automatic).append(score)
            score = round(score + entered.extra.get(question.id, 0.0), 2)
        questions[question.id] = score
    extra = math.fsum(entered.extra.get(name, 0.0) for name, score in questions.items() if score is not None)
    earned = math.fsum(score for score in questions.values() if score is not None)
    late = late_penalty(late_policy, earned, lateness.seconds or 0.0)
    waiting = tuple(_waiting(record, questions, lateness, late_policy))
    so_far = round(earned - late, 2)
    return FinalScore(
        total=None if waiting else so_far,
        so_far=so_far,
        automatic=round(math.fsum(automatic), 2),
        by_hand=round(math.fsum(by_hand), 2),
        extra=round(extra, 2),
        late=late,
        max_score=record.grade.max_score,
        questions=questions,
        waiting=waiting,
    )


def automatic_score(record: Record, question: QuestionScore) -> float | None:
    """Return what a question earns without a person; None while it waits for one."""
    # Only a written answer is answer cell and grade cell in one, so only its own id stands there.
    return 0.0 if question.id in record.written.untouched else question.score


def with_questions(record: Record, questions: Sequence[Question]) -> Record:
    """Return a record in which every question stands, so that a person can score what could not be graded.

    Parameters
    ----------
    record : Record
        As it is; one with questions is returned unchanged.
    questions : sequence of Question
        What the assignment asks.

    Returns
    -------
    Record
        In which every question waits when nothing was graded.
    """
    if record.grade.questions:
        return record
    waiting = tuple(
        QuestionScore(
            id=question.id,
            title=question.title,
            points=question.points,
            score=None,
            status=record.grade.status,
            message=record.grade.message,
        )
        for question in questions
    )
    return msgspec.structs.replace(record, grade=msgspec.structs.replace(record.grade, questions=waiting))


def late_penalty(policy: str, score: float, seconds_late: float) -> float:
    """Return the points that lateness costs.

    Parameters
    ----------
    policy : str
        ``"none"``, or a percentage of what was earned for each started day, such as ``"10% per day"``.
    score : float
        What was earned.
    seconds_late : float
        After the due date and any extension.

    Returns
    -------
    float
        From 0 to `score`, rounded to 1/100.
    """
    if policy == "none" or seconds_late <= 0 or score <= 0:
        return 0.0
    percent = float(policy.split("%")[0])
    days = math.ceil(seconds_late / _DAY_S)
    return round(min(score, score * percent / 100 * days), 2)


def _waiting(
    record: Record, questions: Mapping[str, float | None], lateness: Lateness, late_policy: str
) -> Iterator[str]:
    if not questions:
        yield record.grade.message or "nothing was graded"
        return
    undecided = [name for name, score in questions.items() if score is None]
    if undecided and record.grade.status in _NOT_GRADED:
        yield record.grade.message or "nothing was graded"
    if undecided:
        yield f"{plural(len(undecided), 'answer waits', 'answers wait')} for points: {', '.join(undecided)}"
    if lateness.seconds is None and late_policy != "none":
        yield f"whether it was late: {lateness.reason}"
