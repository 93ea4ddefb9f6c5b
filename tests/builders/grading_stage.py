"""What stands around a grader, canned: a reader, sessions and a diagnoser that start no process."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from autograder.checks.runner import Cells, Keep
from autograder.checks.suite import SuiteRun
from autograder.course.layout import Course
from autograder.models import Diagnosis, Limits
from autograder.sandbox import CellRun
from autograder.sandbox.fake import FakeSession
from autograder.submission.read import Submission
from tests.builders.small_course import DOUBLE, HALF, master

MORE_CHECKS = '''"""More checks."""

import pytest

from autograder.checks.student import Pending


@pytest.mark.check("q2_half")
def test_odd_endings(student):
    """half(8) ends as it says."""
    answer = student.half(8.0)
    if answer == "skip":
        pytest.skip("Not asked of you.")
    if answer == "wait":
        raise Pending("Somebody looks.")
    if answer == "fall":
        raise KeyError("no such thing")


@pytest.mark.check("q2_half", weight=2)
def test_on_own_numbers(student, variant, solutions):
    """half(x) is half of your x."""
    assert student.half(variant["x"]) == solutions.VARIANT["x"] / 2
'''
VARIANT = {"x": 12.0}
CONTENT = b"the very bytes"


class Stage:
    """What stands around a grader: each step of it says when it is its turn, and keeps what it was given.

    Parameters
    ----------
    course : Course
        Of the small assignment.
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self.turns: list[str] = []
        self.names: dict[str, Any] = {"double": self.double, "half": self.half}
        self.runs: list[CellRun] = []
        self.submission = submission()
        self.refusals: list[Exception] = []
        self.troubles: list[Exception] = []
        self.diagnoses: dict[str, Diagnosis | Exception] = {}
        self.read_of: tuple[Path, str] | None = None
        self.opened: tuple[Cells, Limits, Keep] | None = None
        self.diagnosed: list[tuple[str, SuiteRun, object]] = []
        self.scored: list[tuple[str, list[str], Diagnosis | None]] = []
        self.digested: list[bytes] = []

    def double(self, x: float) -> float:
        """Answer right."""
        self.turn("check")
        return 2 * x

    def half(self, x: float) -> float:
        """Answer right."""
        self.turn("check")
        return x / 2

    def turn(self, step: str) -> None:
        """Write down whose turn it is, once for a row of the same."""
        if self.turns[-1:] != [step]:
            self.turns.append(step)

    def read(self, path: Path, student: str) -> Submission:
        """Be the reader."""
        self.turn("read")
        self.read_of = path, student
        if self.refusals:
            raise self.refusals.pop(0)
        return self.submission

    def open(self, cells: Cells, limits: Limits, keep: Keep) -> AbstractContextManager[FakeSession]:
        """Be what opens sessions."""
        self.turn("open")
        self.opened = cells, limits, keep
        return Staged(self)

    def diagnose(
        self, question_id: str, suite_run: SuiteRun, variant: Mapping[str, Any] | None = None
    ) -> Diagnosis | None:
        """Be the diagnoser."""
        self.turn("diagnose")
        self.diagnosed.append((question_id, suite_run, variant))
        found = self.diagnoses.get(question_id)
        if isinstance(found, Exception):
            raise found
        return found


class Staged(FakeSession):
    """A fake session that says when it is run and when it is closed."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.names, stage.runs)
        self._stage = stage
        self.cpu_s, self.restarts = 1.25, 2

    def run(self) -> list[CellRun]:
        """Give the canned runs, or the trouble that was ordered."""
        self._stage.turn("run")
        if self._stage.troubles:
            raise self._stage.troubles.pop(0)
        return super().run()

    def close(self) -> None:
        """Say so."""
        self._stage.turn("close")


def submission(**fields: Any) -> Submission:
    """Make what a reader gives for a notebook that is answered."""
    notebook = master(DOUBLE, HALF, "Because.")
    cells = tuple((i, cell.source) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    given = {"variant": VARIANT, "repairs": ("mended",), "flags": ("odd",)} | fields
    return Submission("ann", CONTENT, notebook, cells, **given)
