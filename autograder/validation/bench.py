"""Where proofs run known code: warm runners side by side, asked the same way as for a student's notebook."""

import atexit
import multiprocessing
import os
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from autograder.checks.runner import Runner
from autograder.course.layout import Course
from autograder.course.variants import Variant
from autograder.diagnosis.diagnose import Diagnoser
from autograder.models import CheckResult, Question, QuestionScore, Status
from autograder.notebook.definitions import stub_names
from autograder.scoring import score_question
from autograder.validation.findings import OnProgress
from autograder.validation.mutants import reachable


@dataclass(frozen=True)
class Trial:
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
class TrialResult:
    """What became of a trial.

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
    """Runs trials of one assignment; use as a context manager.

    Attributes
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.
    advance : OnProgress
        Called after each trial.
    processes : int
        Runners beside this process's own; 0 runs everything here.
    """

    course: Course
    assignment_id: str
    advance: OnProgress
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._place = stack.enter_context(_place(self.course, self.assignment_id))
            self._pool = None
            if self.processes > 1:
                context = multiprocessing.get_context("spawn")
                self._pool = stack.enter_context(ProcessPoolExecutor(self.processes, mp_context=context))
            self._stack = stack.pop_all()
        self.runner = self._place.runner
        self.solutions = self.runner.reference.solutions_path.read_text(encoding="utf-8")
        self.wall_s: dict[str, float] = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def questions(self) -> list[Question]:
        """The questions that checks score."""
        return [question for question in self.runner.assignment.questions if not question.manual]

    def run(self, trials: Iterable[Trial]) -> list[TrialResult]:
        """Run trials and return what became of each, in their order."""
        trials = list(trials)
        results: list[TrialResult] = []
        if self._pool is None:
            for trial in trials:
                results.append(self._place.run(trial))
                self.advance(trial.label)
            return results
        flying = [
            self._pool.submit(_run_elsewhere, self.course.root, self.course.halves, self.assignment_id, trial)
            for trial in trials
        ]
        for trial, future in zip(trials, flying, strict=True):
            results.append(future.result())
            self.advance(trial.label)
        return results

    def touched(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the questions whose checks may notice that these names changed.

        Those that ask for a name, whose solutions need one, or whose checks build on one.
        """
        changed = set(names)
        built_on: dict[str, set[str]] = {}
        for info in self.runner.suite.checks:
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


@dataclass(frozen=True)
class _Place:
    """One process's warm runner, and what names the mistakes that it sees."""

    runner: Runner
    diagnoser: Diagnoser

    def run(self, trial: Trial) -> TrialResult:
        started = time.monotonic()
        runner, limits = self.runner, None
        if trial.cpu_s is not None:
            limits = msgspec.structs.replace(
                runner.assignment.settings.limits, cell_cpu_s=trial.cpu_s, question_cpu_s=trial.cpu_s
            )
        run = runner.run_sources(
            trial.sources,
            trial.questions,
            stop_at_first_failure=trial.stop,
            limits=limits,
            variant=trial.variant,
        )
        scores: dict[str, QuestionScore] = {}
        for question_id in trial.questions:
            results: Sequence[CheckResult] = [r for r in run.results if r.question == question_id]
            diagnosis = None if trial.stop else self.diagnoser.diagnose(question_id, run, trial.variant)
            scores[question_id] = score_question(runner.assignment.question(question_id), results, diagnosis)
        return TrialResult(scores, run.faults, time.monotonic() - started)


@contextmanager
def _place(course: Course, assignment_id: str) -> Iterator[_Place]:
    with Runner(course, assignment_id) as runner:
        yield _Place(runner, Diagnoser(runner))


def _run_elsewhere(root: Path, halves: Path, assignment_id: str, trial: Trial) -> TrialResult:
    return _kept_place(root, halves, assignment_id).run(trial)


@lru_cache(maxsize=1)
def _kept_place(root: Path, halves: Path, assignment_id: str) -> _Place:
    """Start the one place of a pool's process, which serves one bench; it lives as long as the process."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(_place(Course(root, halves), assignment_id))
