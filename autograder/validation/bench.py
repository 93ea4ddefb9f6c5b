"""Where proofs run known code: warm workers side by side, asked the same way as for a student's notebook."""

import atexit
import multiprocessing
import os
import time
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from autograder.course.layout import Course
from autograder.course.variants import Variant
from autograder.diagnosis.diagnose import Diagnoser
from autograder.grading.grader import Worker
from autograder.models import CheckResult, Question, QuestionScore, Status
from autograder.notebook.definitions import stub_names
from autograder.scoring import score_question
from autograder.validation.findings import Advance
from autograder.validation.mutants import reachable


@dataclass(frozen=True)
class Job:
    """Some sources to run some questions' checks on.

    Attributes
    ----------
    label : str
        What it is, for the progress bar.
    sources : tuple of str
        Run in order as cells.
    questions : tuple of str
        Whose checks.
    stop : bool
        Whether the first failure is enough; then nothing is diagnosed.
    cpu_s : float or None
        CPU seconds a cell and a question may use, instead of the assignment's.
    variant : dict or None
        The numbers of an assignment that varies, instead of the master's.
    """

    label: str
    sources: tuple[str, ...]
    questions: tuple[str, ...]
    stop: bool = False
    cpu_s: float | None = None
    variant: Variant | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    scores : dict of str to QuestionScore
        By question.
    faults : tuple of str
        Checks that fell over.
    wall_s : float
        How long it took.
    """

    scores: dict[str, QuestionScore]
    faults: tuple[str, ...]
    wall_s: float

    def lost(self, question_id: str) -> list[CheckResult]:
        """Return the question's checks that cost points."""
        checks = self.scores[question_id].checks
        return [check for check in checks if check.status is not Status.PASSED and not check.bonus]


@dataclass
class Bench:
    """Runs jobs of one assignment; use as a context manager.

    Attributes
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.
    advance : Advance
        Called after each job.
    processes : int
        Workers beside this process's own; 0 runs everything here.
    """

    course: Course
    assignment_id: str
    advance: Advance
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.worker = stack.enter_context(Worker(self.course, self.assignment_id))
            self._diagnoser = Diagnoser(self.worker)
            self._pool = None
            if self.processes > 1:
                context = multiprocessing.get_context("spawn")
                self._pool = stack.enter_context(ProcessPoolExecutor(self.processes, mp_context=context))
            self._stack = stack.pop_all()
        self.solutions = self.worker.reference.solutions_path.read_text(encoding="utf-8")
        self.wall_s: dict[str, float] = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def questions(self) -> list[Question]:
        """The questions that checks score."""
        return [question for question in self.worker.assignment.questions if not question.manual]

    def run(self, jobs: Iterable[Job]) -> list[Outcome]:
        """Run jobs and return what became of each, in their order."""
        jobs = list(jobs)
        outcomes: list[Outcome] = []
        if self._pool is None:
            for job in jobs:
                outcomes.append(run_job(self.worker, self._diagnoser, job))
                self.advance(job.label)
            return outcomes
        flying = [
            self._pool.submit(_run_elsewhere, self.course.root, self.assignment_id, job) for job in jobs
        ]
        for job, future in zip(jobs, flying, strict=True):
            outcomes.append(future.result())
            self.advance(job.label)
        return outcomes

    def touched(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the questions whose checks may notice that these names changed.

        Those that ask for a name, whose solutions need one, or whose checks build on one.
        """
        changed = set(names)
        built_on: dict[str, set[str]] = {}
        for info in self.worker.suite.checks:
            built_on.setdefault(info.question, set()).update(info.given)
        return tuple(
            question.id
            for question in self.questions
            if (reachable(self.solutions, question.names) | built_on.get(question.id, set())) & changed
        )

    def overlay(self, path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the sources of a known submission, and the questions it touches."""
        source = path.read_text(encoding="utf-8")
        names = stub_names(source)
        return (self.solutions, source), self.touched(names)


def run_job(worker: Worker, diagnoser: Diagnoser, job: Job) -> Outcome:
    """Run one job with one worker."""
    started = time.monotonic()
    limits = None
    if job.cpu_s is not None:
        limits = msgspec.structs.replace(
            worker.assignment.limits, cell_cpu_s=job.cpu_s, question_cpu_s=job.cpu_s
        )
    run = worker.run_sources(
        job.sources, job.questions, stop_at_first_failure=job.stop, limits=limits, variant=job.variant
    )
    scores: dict[str, QuestionScore] = {}
    for question_id in job.questions:
        results: Sequence[CheckResult] = [r for r in run.results if r.question == question_id]
        diagnosis = None if job.stop else diagnoser.diagnose(question_id, run, job.variant)
        scores[question_id] = score_question(worker.assignment.question(question_id), results, diagnosis)
    return Outcome(scores, run.faults, time.monotonic() - started)


def _run_elsewhere(root: Path, assignment_id: str, job: Job) -> Outcome:
    return run_job(*_warm(root, assignment_id), job)


@cache
def _warm(root: Path, assignment_id: str) -> tuple[Worker, Diagnoser]:
    """Start this process's worker; it lives as long as the process."""
    worker = Worker(Course(root), assignment_id)
    worker.__enter__()
    atexit.register(worker.__exit__, None, None, None)
    return worker, Diagnoser(worker)
