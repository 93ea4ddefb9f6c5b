"""What one result is called: its status in a word, its first reason, its parts in words.

Every page, table and export takes these from here, so that none of them says another thing than the rest.
"""

from autograder.final_score import NOTHING_ENTERED, Entered
from autograder.models import QuestionScore, Record, Status
from autograder.results import Result
from autograder.text import line, number, plural

_UNGRADED = frozenset({Status.UNREADABLE, Status.SANDBOX_ERROR})
_UNANSWERED = "Not answered: the text is as it was handed out."
_LATENESS = "whether it was late"
_MINUTE_S, _HOUR_S, _DAY_S = 60, 60 * 60, 24 * 60 * 60


def ungraded(result: Result) -> bool:
    """Say whether nothing of a submission was graded, neither by the checks nor by a person."""
    grade = result.record.grade
    scored = any(score is not None for score in result.final.questions.values())
    return not grade.questions or (grade.status in _UNGRADED and not scored)


def status_of(result: Result) -> Status:
    """Return how a submission stands, with what people did counted in.

    Returns
    -------
    Status
        ``unreadable`` or ``sandbox error`` when nothing was graded, ``pending`` while anything waits for a
        person, else ``graded``, whatever it earned.
    """
    if ungraded(result):
        unreadable = result.record.grade.status is Status.UNREADABLE
        return Status.UNREADABLE if unreadable else Status.SANDBOX_ERROR
    return Status.PENDING if result.final.waiting else Status.GRADED


def reason(record: Record, entered: Entered = NOTHING_ENTERED) -> str:
    """Return the first reason why points are missing, the named mistake before any other.

    Parameters
    ----------
    record : Record
        What the checks found.
    entered : Entered
        Questions that a person scored are settled; their reasons are not told.

    Returns
    -------
    str
        On one line, with the question it belongs to; '' when nothing is missing.
    """
    if not record.grade.questions or (record.grade.status in _UNGRADED and not entered.scores):
        return line(record.grade.message)
    lost = [
        question
        for question in record.grade.questions
        if question.id not in entered.scores and (question.score is None or question.score < question.points)
    ]
    named = next((question for question in lost if question.diagnosis), None)
    first = named or next((question for question in lost if question.score is not None), None)
    first = first or next(iter(lost), None)
    if first is None:
        return ""
    told = _UNANSWERED if first.id in record.written.untouched else question_reason(first)
    return f"{first.id}: {told}"


def question_reason(question: QuestionScore) -> str:
    """Return why one question lacks points: the named mistake, else the first failed check's own message.

    Returns
    -------
    str
        On one line; '' when nothing is missing.
    """
    if question.diagnosis:
        return diagnosis_words(question)
    if question.score is None or not question.checks:
        return line(question.message)
    lost = [check for check in question.checks if check.status is not Status.PASSED and not check.bonus]
    told = next((check.message for check in lost if check.message), "")
    if not told and lost:
        return f"Does not hold: {line(lost[0].sentence)}"
    return line(told or question.message)


def points_given(result: Result, question_id: str) -> float | None:
    """Return a person's points for a question where they count; None where the checks, or nobody, decided."""
    decided = result.final.questions.get(question_id) is not None
    return result.entered.scores.get(question_id) if decided else None


def is_unanswered(result: Result, question: QuestionScore) -> bool:
    """Say whether a written answer earns nothing because it still reads as released."""
    decided = result.final.questions[question.id] is not None
    return decided and question.score is None and points_given(result, question.id) is None


def written_words(result: Result, question: QuestionScore) -> str:
    """Return why a written answer has the score it has, when the checks have no say in it."""
    if points_given(result, question.id) is not None:
        return ""
    return _UNANSWERED if is_unanswered(result, question) else line(question.message)


def diagnosis_words(question: QuestionScore) -> str:
    """Return the sentences of the mistakes that fit, on one line; '' without a diagnosis."""
    if question.diagnosis is None:
        return ""
    return " Or: ".join(line(sentence) for sentence in question.diagnosis.sentences)


def parts_of(result: Result) -> str:
    """Write what a score is made of, such as ``10 automatic, 1.5 by hand, -2 late``.

    Where a person has to say whether it was late, it ends in ``late?``.

    Returns
    -------
    str
        '' when all of it is automatic.
    """
    final = result.final
    by_hand = any(points_given(result, name) is not None for name in final.questions)
    parts = [f"{number(final.automatic)} automatic"]
    parts += [f"{number(final.by_hand)} by hand"] if by_hand else []
    parts += [f"{number(final.extra)} extra credit"] if final.extra else []
    parts += [f"-{number(final.late)} late"] if final.late else []
    parts += ["late?"] if lateness_waits(result) else []
    return ", ".join(parts) if len(parts) > 1 else ""


def score_so_far(result: Result) -> str:
    """Write the score; one that waits is what counts so far, with ``+ ?`` behind it."""
    final = result.final
    if final.total is None and any(score is not None for score in final.questions.values()):
        return f"{number(final.so_far)} + ?"
    return number(final.total)


def lateness_waits(result: Result) -> bool:
    """Say whether a person has to tell if it came in time."""
    return bool(lateness_sentence(result))


def lateness_sentence(result: Result) -> str:
    """Return what a person has to do about when it came; '' when nothing."""
    if ungraded(result) or result.lateness.seconds is not None:
        return ""
    return next((told for told in result.final.waiting if told.startswith(_LATENESS)), "")


def duration(seconds: float) -> str:
    """Write a stretch of time in its two largest units.

    Examples
    --------
    >>> duration(93_600), duration(61), duration(5)
    ('1 day 2 hours', '1 minute', 'less than a minute')
    """
    days, rest = divmod(int(seconds), _DAY_S)
    hours, rest = divmod(rest, _HOUR_S)
    units = [(days, "day"), (hours, "hour"), (rest // _MINUTE_S, "minute")]
    first = next((index for index, (count, _) in enumerate(units) if count), None)
    if first is None:
        return "less than a minute"
    return " ".join(plural(count, name) for count, name in units[first : first + 2] if count)
