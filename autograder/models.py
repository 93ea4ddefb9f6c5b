"""The plain records that travel between the parts of the engine.

Everything here is frozen data without behaviour beyond sums: what an assignment offers (`Question`,
`Limits`), what one check found (`CheckResult`), what a question earned (`QuestionScore`), and the whole
of one graded submission (`Record`). Records are written as JSON; everything downstream reads only them.

`Limits` is defined in the sandbox, which keeps to it and imports nothing of ours outside itself.

*points* are what a question offers, *score* is what was earned, *max_score* is a sum of points.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from autograder.sandbox.limits import Limits as Limits


class Status(StrEnum):
    """How a check, a cell, a question or a whole submission ended; one enum everywhere.

    A whole submission is never ``passed``: it was ``graded``, whatever it earned.
    """

    GRADED = "graded"
    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMEOUT = "timeout"
    CPU = "cpu"
    MEMORY = "memory"
    OUTPUT = "output"
    CRASH = "crash"
    EXIT = "exit"
    VALUE = "value"
    PROTOCOL = "protocol"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"
    PENDING = "pending"
    SANDBOX_ERROR = "sandbox error"


class Question(msgspec.Struct, frozen=True):
    """One graded question: a grade cell of the notebook with its points.

    Attributes
    ----------
    id : str
        The grade id, such as ``q4_softmax``; its prefix before the first ``_`` is the part.
    points : float
        What the question offers.
    names : tuple of str
        The public names the question's answer cells define as stubs, in order.
    title : str
        The heading above the question in the notebook.
    manual : bool
        True for a written answer that a person grades.
    """

    id: str
    points: float
    names: tuple[str, ...]
    title: str
    manual: bool = False

    @property
    def part(self) -> str:
        """The part of the assignment the question belongs to, the prefix of its id."""
        return self.id.split("_", 1)[0]


Expression = tuple[tuple[str | int, ...], ...]
"""A mathematical expression as plain data, as `mathematics.stored` writes it: nodes, each after its parts."""


class ExhibitRow(msgspec.Struct, frozen=True):
    """One row of an exhibit: a student's own line, shown back.

    Attributes
    ----------
    text : str
        The line as the student wrote it.
    expressions : tuple of Expression
        The line's expressions, which equals signs join, as we read them; none when it was not readable.
    ok : bool or None
        Whether the row holds; None when that is not the question.
    note : str
        One sentence on the row, or ''.
    """

    text: str
    expressions: tuple[Expression, ...] = ()
    ok: bool | None = None
    note: str = ""


class Exhibit(msgspec.Struct, frozen=True):
    """Something of the student's shown back in feedback, row by row (a derivation, a table)."""

    title: str
    rows: tuple[ExhibitRow, ...]


class Diagnosis(msgspec.Struct, frozen=True):
    """The known mistakes that behave exactly like the student's answer.

    Attributes
    ----------
    names : tuple of str
        Stems of the wrong/ files that fit.
    sentences : tuple of str
        What happened, in words for the student. One: that is it (of mistakes in different functions it tells
        each); several, in the order of the names: consistent with each.
    example : str
        The smallest input that separates the mistake from the truth, with both answers; '' when secret.
    """

    names: tuple[str, ...]
    sentences: tuple[str, ...]
    example: str = ""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found in one submission.

    Attributes
    ----------
    name : str
        The check function's name, unique within the assignment.
    question : str
        Id of the question it scores.
    sentence : str
        The property it checks, in the words of its docstring's first line.
    weight : float
        Its share of the question relative to the other checks.
    bonus : bool
        A bonus adds to what was earned but is not asked for: the question's score never exceeds its points.
    status : Status
        How it ended.
    message : str
        The reason in words, written for the student; '' only when it passed without a remark.
    follow_through : bool
        True when it passed given the student's own earlier (wrong) answers.
    mistakes : tuple of str
        Stems of wrong/ files the check itself recognised.
    exhibits : tuple of Exhibit
        What the feedback shows back.
    """

    name: str
    question: str
    sentence: str
    weight: float = 1.0
    bonus: bool = False
    status: Status = Status.PASSED
    message: str = ""
    follow_through: bool = False
    mistakes: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


class QuestionScore(msgspec.Struct, frozen=True, kw_only=True):
    """What one question of one submission earned.

    Attributes
    ----------
    id, title, points
        As in `Question`.
    score : float or None
        Earned points rounded to 1/100, or None while a person has to decide.
    status : Status
        ``passed`` when all points were earned, ``pending`` when a person decides, else the first failure's.
    message : str
        Why the score is below the points, in words; never '' then.
    checks : tuple of CheckResult
        In the rubric's order.
    diagnosis : Diagnosis or None
        The known mistake the answer fits, if any.
    """

    id: str
    title: str
    points: float
    score: float | None
    status: Status
    message: str
    checks: tuple[CheckResult, ...] = ()
    diagnosis: Diagnosis | None = None

    @property
    def part(self) -> str:
        """The part of the assignment the question belongs to."""
        return self.id.split("_", 1)[0]


class CellReport(msgspec.Struct, frozen=True):
    """How one code cell of the student's notebook ran.

    Attributes
    ----------
    index : int
        Position among all cells of the repaired notebook, from 0.
    status : Status
        ``passed``, ``raised``, or what ended the process.
    message : str
        The reason in words; '' when it passed.
    """

    index: int
    status: Status
    message: str = ""


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a record that must be the same on any day: no times, no raw floats of a training.

    Attributes
    ----------
    status : Status
        ``graded`` (everything was), ``pending``, ``unreadable`` or ``sandbox error``.
    message : str
        Why nothing, or not everything, was graded; '' when all was.
    questions : tuple of QuestionScore
        In the notebook's order; empty when unreadable.
    cells : tuple of CellReport
        Only the cells that did not pass.
    repairs : tuple of str
        What was mended before grading, one sentence each.
    flags : tuple of str
        What a teacher should look at, one sentence each.
    """

    status: Status
    message: str = ""
    questions: tuple[QuestionScore, ...] = ()
    cells: tuple[CellReport, ...] = ()
    repairs: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def score(self) -> float | None:
        """Sum of the scores, or None while any question has none."""
        scores = [question.score for question in self.questions]
        if not scores or any(score is None for score in scores):
            return None
        return round(sum(score for score in scores if score is not None), 2)

    @property
    def max_score(self) -> float:
        """Sum of the points."""
        return round(sum(question.points for question in self.questions), 2)


class Digests(msgspec.Struct, frozen=True):
    """What a record was computed from: equal digests mean the record may be reused."""

    notebook: str
    checks: str
    engine: str
    environment: str


class Telemetry(msgspec.Struct, frozen=True):
    """How long things took; never part of the grade.

    Attributes
    ----------
    student_cpu_s : float
        CPU seconds of the student's own process.
    wall_s : float
        Wall seconds from reading to record.
    restarts : int
        Fresh processes that were needed after the first.
    first_seen : datetime or None
        When these very bytes were first graded: they were handed in before that, whatever a file says.
    """

    student_cpu_s: float = 0.0
    wall_s: float = 0.0
    restarts: int = 0
    first_seen: datetime | None = None


class Written(msgspec.Struct, frozen=True):
    """What the gradebook has to know of the answer cells, so that nobody needs the notebook for it.

    Attributes
    ----------
    untouched : tuple of str
        Grade ids of the answer cells that still read as released.
    digests : dict of str to str
        SHA-256 of the text of each question's answer cells, by question: another one was written anew.
    """

    untouched: tuple[str, ...] = ()
    digests: dict[str, str] = {}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The whole result of one submission; ``records/<id>/<student>.json``."""

    assignment: str
    student: str
    grade: Grade
    digests: Digests
    written: Written = Written()
    telemetry: Telemetry = Telemetry()
    sandboxed: bool = True
    version: int = 2
