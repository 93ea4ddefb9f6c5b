"""The checks of a derivation that students write as lines, in a dict of texts under a key of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from autograder.checks.student import Student
from autograder.checks.values import entries, integer
from autograder.mathematics.derivations import Report
from autograder.mathematics.repairs import RepairReport
from autograder.mathematics.tasks import Task


@dataclass(frozen=True)
class DerivationChecks:
    """What can be asked of one derivation; each method is the body of a check.

    A check states its own sentence and weight::

        SIGMA = DerivationChecks(Task("the derivative of sigma", …), "DERIVATIONS", "sigma")

        @pytest.mark.check("q3_derivation", weight=4)
        def test_sigma_lines_follow(student, mathematics):
            \"\"\"Derivation of sigma: each line equals the line before it.\"\"\"
            SIGMA.lines_follow(student, mathematics)

    Attributes
    ----------
    task : Task
        What is to be derived.
    constant : str
        The notebook's constant that holds the derivations, a dict.
    key : str
        The derivation's key in it; its value is a list of lines.
    """

    task: Task
    constant: str
    key: str

    def report(self, student: Student, mathematics: Any) -> Report:
        """Judge the derivation as the student gave it; several checks share one judgement.

        Raises
        ------
        WrongValue
            When it is not there.
        """
        found = entries(student.value(self.constant), self.constant)
        if found.get(self.key) is None:
            pytest.fail(f"{self.constant}['{self.key}'] is not there yet", pytrace=False)
        report: Report = mathematics.judge(self.task, found[self.key])
        return report

    def lines_follow(self, student: Student, mathematics: Any) -> None:
        """Require that each line equals the line before it, and show the lines back."""
        report = self.report(student, mathematics)
        student.exhibit(report.exhibit)
        student.require(report.equality)

    def first_line(self, student: Student, mathematics: Any) -> None:
        """Require that line 1 is D of the definition."""
        student.require(self.report(student, mathematics).first_line)

    def differentiated(self, student: Student, mathematics: Any) -> None:
        """Require that some line takes the derivative, so that D is gone, and takes it rightly."""
        student.require(self.report(student, mathematics).derivative_removed)

    def last_line(self, student: Student, mathematics: Any) -> None:
        """Require that the last line has the form that was asked for and is the derivative."""
        report = self.report(student, mathematics)
        student.require(report.final_form)
        student.require(report.answer)

    def steps_shown(self, student: Student, mathematics: Any) -> None:
        """Require as many lines as the task asks for, none of which repeats the one before it."""
        student.require(self.report(student, mathematics).steps_shown)


@dataclass(frozen=True)
class RepairChecks:
    """What can be asked of a student who looks for the first false line of a derivation and mends it.

    Attributes
    ----------
    task : Task
        What is derived.
    lines : sequence of str
        The derivation with its false line.
    constant : str
        The notebook's constant that holds the answer: a dict with the number of a line, from 1, under
        ``"line"``, and the line to be put in its place under ``"text"``.
    """

    task: Task
    lines: Sequence[str]
    constant: str

    def report(self, student: Student, mathematics: Any) -> tuple[int, RepairReport]:
        """Return the number of the line that the student calls false, and the judgement of the whole answer.

        Raises
        ------
        WrongValue
            When there is no number of a line.
        """
        found = entries(student.value(self.constant), self.constant)
        if found.get("line") is None:
            pytest.fail(f"{self.constant}['line'] is not there yet", pytrace=False)
        line = integer(found["line"], f"{self.constant}['line']")
        return line, mathematics.judge_repair(self.task, self.lines, line, found.get("text"))

    def located(self, student: Student, mathematics: Any) -> None:
        """Require that the line is the first that does not equal the line before it."""
        student.require(self.report(student, mathematics)[1].located)

    def mended(self, student: Student, mathematics: Any) -> None:
        """Require that the line put in its place is right, and show the lines back."""
        repair = self.report(student, mathematics)[1]
        student.exhibit(repair.exhibit)
        student.require(repair.mended)
