"""Freeze the cases of explored checks: ask the solutions and every known mistake, in the sandbox."""

import copy
import inspect
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from autograder.checks.cases import load, path_of, save
from autograder.checks.collection import CheckInfo
from autograder.checks.exploration import CounterExample, Exploration, exploration_of, freeze
from autograder.checks.student import ENDINGS, Given, Student
from autograder.checks.suite import Subject
from autograder.checks.transcript import Transcript
from autograder.course.digests import digest_of_named
from autograder.course.layout import Known
from autograder.errors import MissingReference
from autograder.grading.grader import Worker
from autograder.sandbox import Budget, CallFailed
from autograder.validation.findings import Advance, Row

_CALL_CPU_S = 2.0
_LETHAL = frozenset({"cpu", "timeout", "memory", "output", "crash", "exit"})


def refreeze(worker: Worker, advance: Advance, *, everything: bool = False) -> Iterator[Row]:
    """Freeze what is missing or stale, and drop cases of checks that are no more.

    Parameters
    ----------
    worker : Worker
        Whose checks.
    advance : Advance
        Called after each check.
    everything : bool
        Whether to explore fresh ones too.

    Yields
    ------
    Row
        One a check that explores.
    """
    cases_dir = worker.reference.cases_dir
    explorations = [
        (info, exploration)
        for info in worker.suite.checks
        if (exploration := exploration_of(worker.suite.function(info.name))) is not None
    ]
    kept = {path_of(cases_dir, info.name) for info, _ in explorations}
    for path in set(cases_dir.glob("*.json")) - kept:
        path.unlink()
        yield Row(True, f"{path.name} belonged to no check and was removed")
    for info, exploration in explorations:
        wrong = [known for known in worker.reference.wrong if known.question == info.question]
        digest = digest_of_named((known.name, known.path.read_bytes()) for known in wrong)
        if not everything and _is_fresh(worker, exploration, digest):
            yield Row(True, f"{info.name}: its frozen cases are fresh")
            continue
        try:
            yield _freeze(worker, info, exploration, wrong, digest)
        except (CounterExample, TypeError) as error:
            yield Row(False, f"{info.name}: {error}")
        advance(info.name)


def _freeze(
    worker: Worker, info: CheckInfo, exploration: Exploration, wrong: list[Known], digest: str
) -> Row:
    solutions = worker.reference.solutions_path.read_text(encoding="utf-8")
    with ExitStack() as stack:

        def trial(*sources: str) -> "_Trial":
            subject = stack.enter_context(worker.subject(sources))
            return _Trial(subject, exploration, info, worker.solutions)

        mistakes = {known.name: trial(solutions, known.path.read_text(encoding="utf-8")) for known in wrong}
        frozen = freeze(exploration, trial(solutions), mistakes, digest)
    save(worker.reference.cases_dir, frozen)
    separated = sum(case.why != "ordinary" for case in frozen.cases)
    return Row(True, f"{info.name}: {len(frozen.cases)} cases frozen, {separated} of them separate a mistake")


class _Trial:
    """One submission's answer to a check's body, input by input."""

    def __init__(self, subject: Subject, exploration: Exploration, info: CheckInfo, solutions: Any) -> None:
        self._target = subject.target
        self._variant = subject.variant
        self._exploration = exploration
        self._info = info
        self._solutions = solutions
        self._dead = False

    def __call__(self, inputs: Mapping[str, Any]) -> bool:
        """Say whether the body passes; what once cost a process is not asked again."""
        if self._dead:
            return True
        try:
            self._exploration.body(**self._fixtures(), **copy.deepcopy(dict(inputs)))
        except CallFailed as failure:
            self._dead = failure.status in _LETHAL
            return False
        except ENDINGS:
            return False
        return True

    def _fixtures(self) -> dict[str, Any]:
        given = {name: getattr(self._solutions, name) for name in self._info.given}
        offered = {
            "student": Student(self._target, Budget(_CALL_CPU_S), Transcript(self._info.name)),
            "given": Given(self._info.given, given),
            "solutions": self._solutions,
            "variant": self._variant,
        }
        asked = set(inspect.signature(self._exploration.body).parameters) - set(self._exploration.strategies)
        if asked - set(offered):
            raise TypeError(f"an explored check may ask for {', '.join(offered)}, not {', '.join(asked)}")
        return {name: fixture for name, fixture in offered.items() if name in asked}


def _is_fresh(worker: Worker, exploration: Exploration, digest: str) -> bool:
    try:
        exploration.frozen(worker.reference.cases_dir)
        return load(worker.reference.cases_dir, exploration.name).mistakes == digest
    except MissingReference:
        return False
