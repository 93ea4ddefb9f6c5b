"""Freeze the cases of explored checks: ask the solutions and every known mistake, in the sandbox."""

import copy
import inspect
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any

from autograder.checks.cases import load, path_of, save
from autograder.checks.collection import CheckInfo
from autograder.checks.exploration import CounterExample, Exploration, exploration_of, freeze
from autograder.checks.runner import Runner
from autograder.checks.student import ENDINGS, Given, Student
from autograder.checks.suite import Subject
from autograder.checks.transcript import Transcript
from autograder.course.digests import digest_of_named
from autograder.course.layout import KnownSubmission
from autograder.errors import MissingReference
from autograder.sandbox import Budget, CallFailed
from autograder.validation.findings import Claim, OnProgress

_CALL_CPU_S = 2.0
_LETHAL = frozenset({"cpu", "timeout", "memory", "output", "crash", "exit"})


def refreeze(runner: Runner, advance: OnProgress, *, everything: bool = False) -> Iterator[Claim]:
    """Freeze what is missing or stale, and drop cases of checks that are no more.

    Parameters
    ----------
    runner : Runner
        Whose checks.
    advance : OnProgress
        Called after each check.
    everything : bool
        Whether to explore fresh ones too.

    Yields
    ------
    Claim
        One a check that explores.
    """
    cases_dir = runner.reference.cases_dir
    explorations = [
        (info, exploration)
        for info in runner.suite.checks
        if (exploration := exploration_of(runner.suite.function(info.name))) is not None
    ]
    kept = {path_of(cases_dir, info.name) for info, _ in explorations}
    for path in set(cases_dir.glob("*.json")) - kept:
        path.unlink()
        yield Claim(True, f"{path.name} belonged to no check and was removed")
    for info, exploration in explorations:
        wrong = [known for known in runner.reference.wrong if known.question == info.question]
        digest = digest_of_named((known.name, known.path.read_bytes()) for known in wrong)
        if not everything and _is_fresh(runner, exploration, digest):
            yield Claim(True, f"{info.name}: its frozen cases are fresh")
            continue
        try:
            yield _freeze(runner, info, exploration, wrong, digest)
        except (CounterExample, TypeError) as error:
            yield Claim(False, f"{info.name}: {error}")
        advance(info.name)


def _freeze(
    runner: Runner, info: CheckInfo, exploration: Exploration, wrong: list[KnownSubmission], digest: str
) -> Claim:
    solutions = runner.reference.solutions_path.read_text(encoding="utf-8")
    with ExitStack() as stack:

        def probe(*sources: str) -> "_Probe":
            subject = stack.enter_context(runner.subject(sources))
            return _Probe(subject, exploration, info, runner.solutions)

        mistakes = {known.name: probe(solutions, known.path.read_text(encoding="utf-8")) for known in wrong}
        frozen = freeze(exploration, probe(solutions), mistakes, digest)
    save(runner.reference.cases_dir, frozen)
    separated = sum(case.why != "ordinary" for case in frozen.cases)
    return Claim(
        True, f"{info.name}: {len(frozen.cases)} cases frozen, {separated} of them separate a mistake"
    )


class _Probe:
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


def _is_fresh(runner: Runner, exploration: Exploration, digest: str) -> bool:
    try:
        exploration.frozen(runner.reference.cases_dir)
        return load(runner.reference.cases_dir, exploration.name).mistakes == digest
    except MissingReference:
        return False
