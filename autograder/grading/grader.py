"""Grade one submission end to end: the only module that knows the order of the steps.

Read and repair, run every cell in the sandbox, run the checks against the live namespace, diagnose, score,
and make one record. Every command and nbgrader's own ``autograde`` go through `Grader.grade`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from autograder.checks.runner import Runner
from autograder.checks.suite import SuiteRun
from autograder.course.layout import Course
from autograder.course.variants import Variant
from autograder.diagnosis.diagnose import Diagnoser
from autograder.errors import SandboxError, UnreadableSubmission
from autograder.grading import records
from autograder.grading.graded import Graded
from autograder.models import Diagnosis, Grade, QuestionScore, Record, Status, Telemetry
from autograder.notebook.outputs import cell_reports, with_outputs
from autograder.sandbox import CellRun
from autograder.scoring import WAITING, score_question
from autograder.submission.read import Submission
from autograder.submission.reader import Reader
from autograder.submission.written import written
from autograder.text import line


class Reads(Protocol):
    """What finds, reads and mends a submission."""

    def read(self, path: Path, student: str) -> Submission:
        """Return it ready to run; raise UnreadableSubmission when there is nothing to grade."""


class Diagnoses(Protocol):
    """What names mistakes."""

    def diagnose(
        self, question_id: str, suite_run: SuiteRun, variant: Variant | None = None
    ) -> Diagnosis | None:
        """Return the mistake that a question's answers show, if any fits."""


@contextmanager
def warm_grader(
    course: Course, assignment_id: str, *, sandboxed: bool = True, landlock_cap: int | None = None
) -> Iterator["Grader"]:
    """Put a grader together from warm processes; they end with the block.

    Parameters
    ----------
    course, assignment_id, sandboxed, landlock_cap
        As for a `Runner`.

    Yields
    ------
    Grader
        Ready for one submission after another.

    Raises
    ------
    AutograderError
        When the assignment is not well formed or this machine cannot grade safely.
    """
    with (
        Runner(course, assignment_id, sandboxed=sandboxed, landlock_cap=landlock_cap) as runner,
        Reader(runner.zygote, runner.assignment, runner.variants) as reader,
    ):
        yield Grader(runner, reader, Diagnoser(runner))


@dataclass(frozen=True)
class Grader:
    """Grades submissions of one assignment, one after another.

    Attributes
    ----------
    runner : Runner
        Runs cells and checks; entered and closed by its owner.
    reader : Reads
        Reads what was handed in.
    diagnoser : Diagnoses
        Names the mistakes.
    """

    runner: Runner
    reader: Reads
    diagnoser: Diagnoses

    def grade(self, path: Path, student: str) -> Graded:
        """Grade one submitted notebook.

        Parameters
        ----------
        path : Path
            The notebook file, or the folder that holds it.
        student : str
            Whose it is.

        Returns
        -------
        Graded
            Always; what could not be graded says so in its status and has no score.
        """
        started = time.monotonic()
        for last_try in (False, True):
            try:
                return self._grade(self.reader.read(path, student), started)
            except UnreadableSubmission as error:
                return Graded(self._record(student, Grade(status=Status.UNREADABLE, message=str(error)), b""))
            except SandboxError as error:  # such as a warm process that was killed: a fresh one may do
                if last_try:
                    return self.failed(student, str(error))
            except MemoryError:
                raise  # this process is to be replaced
            except Exception as error:  # nothing that one submission does may stop the others
                return self.failed(
                    student, f"The grader fell over: {line(f'{type(error).__name__}: {error}', 300)}"
                )
        raise AssertionError("unreachable")

    def failed(self, student: str, why: str) -> Graded:
        """Return the result of a submission that could not be graded by our own fault.

        Parameters
        ----------
        student : str
            Whose it is.
        why : str
            The reason, one sentence.
        """
        return Graded(self._record(student, Grade(status=Status.SANDBOX_ERROR, message=why), b""))

    def _grade(self, submission: Submission, started: float) -> Graded:
        variant = submission.variant
        with self.runner.live(
            submission.cells, variant, keep=submission.keep, remarks=submission.replaced
        ) as live:
            suite_run = self.runner.suite.run(live.subject)
            cpu_s, restarts = live.session.cpu_s, live.session.restarts
        diagnoses, faults = self._diagnoses(suite_run, variant)
        questions = self._scores(suite_run, diagnoses)
        waiting = [question for question in questions if question.status in WAITING]
        grade = Grade(
            status=Status.PENDING if waiting else Status.GRADED,
            message=f"{waiting[0].title}: {waiting[0].message}" if waiting else "",
            questions=questions,
            cells=cell_reports(submission.notebook, live.runs, live.order),
            repairs=submission.repairs,
            flags=submission.flags + suite_run.faults + faults + _protocol_flags(suite_run, live.runs),
        )
        now = datetime.now(UTC).replace(microsecond=0)
        record = msgspec.structs.replace(
            self._record(submission.student, grade, submission.content),
            telemetry=Telemetry(cpu_s, time.monotonic() - started, restarts, now),
            written=written(submission.notebook, self.runner.assignment),
        )
        return Graded(record, with_outputs(submission.notebook, live.runs))

    def _diagnoses(
        self, suite_run: SuiteRun, variant: Variant | None
    ) -> tuple[dict[str, Diagnosis | None], tuple[str, ...]]:
        """Name the mistakes; a diagnosis that falls over costs its name and nothing else."""
        found: dict[str, Diagnosis | None] = {}
        faults: list[str] = []
        for question in self.runner.assignment.questions:
            try:
                found[question.id] = self.diagnoser.diagnose(question.id, suite_run, variant)
            except (SandboxError, MemoryError):
                raise
            except Exception as error:  # a hostile value may make a comparison raise anything
                found[question.id] = None
                told = line(f"{type(error).__name__}: {error}", 200)
                faults.append(f"{question.id}: naming the mistake fell over: {told}")
        return found, tuple(faults)

    def _scores(
        self, suite_run: SuiteRun, diagnoses: dict[str, Diagnosis | None]
    ) -> tuple[QuestionScore, ...]:
        return tuple(
            score_question(
                question,
                [result for result in suite_run.results if result.question == question.id],
                diagnoses[question.id],
            )
            for question in self.runner.assignment.questions
        )

    def _record(self, student: str, grade: Grade, content: bytes) -> Record:
        return Record(
            assignment=self.runner.assignment.id,
            student=student,
            grade=grade,
            digests=records.digests(content, self.runner.assignment, self.runner.reference),
            sandboxed=self.runner.sandboxed,
        )


def _protocol_flags(suite_run: SuiteRun, runs: tuple[CellRun, ...]) -> tuple[str, ...]:
    forged = [f"check {r.name}" for r in suite_run.results if r.status is Status.PROTOCOL]
    forged += [f"cell {run.index}" for run in runs if run.status == Status.PROTOCOL]
    return tuple(
        f"{place}: the student's process broke the protocol; look at the notebook" for place in forged
    )
