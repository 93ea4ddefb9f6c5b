"""Checks of derivations: the `mathematics` fixture, and what checks ask of every derivation alike.

The mathematics says what holds and what does not; only here does an `Aspect` end a check.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pytest

from autograder.checks.student import Pending, Student
from autograder.checks.values import describe, integer
from autograder.mathematics.derivations import Report
from autograder.mathematics.repairs import RepairReport
from autograder.mathematics.tasks import Aspect, Task


class Judging(Protocol):
    """Whoever judges derivations: an `Examiner` in grading, a bare `Judge` in tests."""

    def judge(self, task: Task, lines: object) -> Report:
        """Judge a derivation."""

    def judge_repair(
        self, task: Task, lines: Sequence[str], claimed: object, mended: object, /
    ) -> RepairReport:
        """Judge a mended derivation."""


class Mathematics:
    """The `mathematics` fixture: judges derivations, and ends the check by what was found.

    Parameters
    ----------
    judging : Judging
        What judges for the submission under check.
    """

    def __init__(self, judging: Judging) -> None:
        self._judging = judging

    def judge(self, task: Task, lines: object) -> Report:
        """Judge a derivation; see `autograder.mathematics.derivations.judge`."""
        return self._judging.judge(task, lines)

    def judge_repair(
        self, task: Task, broken: Sequence[str], claimed: object, mended: object
    ) -> RepairReport:
        """Judge a mended derivation; see `autograder.mathematics.repairs.judge_repair`."""
        return self._judging.judge_repair(task, broken, claimed, mended)

    def require(self, *aspects: Aspect) -> None:
        """Fail the running check by the first aspect that fails; leave it to a person by an unknown one.

        Parameters
        ----------
        *aspects : Aspect
            Of a `Report` or a `RepairReport`, in the order in which a student should hear of them.
        """
        for aspect in aspects:
            if aspect.verdict == "fails":
                pytest.fail(aspect.message, pytrace=False)
            if aspect.verdict == "unknown":
                raise Pending(aspect.message)


@dataclass(frozen=True)
class Derivation:
    """One derivation that is asked for; each method is the body of one check.

    Attributes
    ----------
    task : Task
        What is to be derived.
    lines : callable
        Takes the `student` fixture and returns the lines, whatever they are.
    """

    task: Task
    lines: Callable[[Student], object]

    def judged(self, student: Student, mathematics: Mathematics) -> Report:
        """Judge what the student wrote."""
        return mathematics.judge(self.task, self.lines(student))

    def lines_follow(self, student: Student, mathematics: Mathematics) -> None:
        """Show the lines back, and require that each equals the one before."""
        report = self.judged(student, mathematics)
        student.exhibit(report.exhibit)
        mathematics.require(report.equality)

    def first_line(self, student: Student, mathematics: Mathematics) -> None:
        """Require that line 1 is D of the function."""
        mathematics.require(self.judged(student, mathematics).first_line)

    def is_differentiated(self, student: Student, mathematics: Mathematics) -> None:
        """Require that some line takes the derivative, and takes it rightly."""
        mathematics.require(self.judged(student, mathematics).derivative_removed)

    def begins_and_is_differentiated(self, student: Student, mathematics: Mathematics) -> None:
        """Require both of line 1 and of the line that takes the derivative, for one share of the points."""
        report = self.judged(student, mathematics)
        mathematics.require(report.first_line, report.derivative_removed)

    def last_line(self, student: Student, mathematics: Mathematics) -> None:
        """Require that the last line is the derivative, in the form that was asked for."""
        report = self.judged(student, mathematics)
        mathematics.require(report.final_form, report.answer)

    def steps_shown(self, student: Student, mathematics: Mathematics) -> None:
        """Require that the steps are shown."""
        mathematics.require(self.judged(student, mathematics).steps_shown)


@dataclass(frozen=True)
class BrokenDerivation:
    """A derivation with a false line, which a student names and mends in ``{"line": …, "text": …}``.

    Attributes
    ----------
    task : Task
        What is derived.
    lines : tuple of str
        The derivation as it was given out.
    constant : str
        Where the student's answer stands.
    """

    task: Task
    lines: tuple[str, ...]
    constant: str = "MEND"

    def judged(self, student: Student, mathematics: Mathematics) -> tuple[int, RepairReport]:
        """Return the line that the student names, and what there is to say of their answer.

        Raises
        ------
        WrongValue
            When there is no such answer.
        """
        mend = student.value(self.constant)
        if not isinstance(mend, dict):
            pytest.fail(f"{self.constant} is {describe(mend)}; it should be a dict", pytrace=False)
        if mend.get("line") is None:
            pytest.fail(f"{self.constant}['line'] is not there yet", pytrace=False)
        claimed = integer(mend["line"], f"{self.constant}['line']")
        return claimed, mathematics.judge_repair(self.task, self.lines, claimed, mend.get("text"))

    def is_mended(self, student: Student, mathematics: Mathematics) -> None:
        """Show the mended line back, and require that it mends the derivation."""
        _, repair = self.judged(student, mathematics)
        student.exhibit(repair.exhibit)
        mathematics.require(repair.mended)
