"""Collect an assignment's checks once, and run them for one submission after another.

Checks are ordinary pytest functions under ``reference/<id>/checks``. pytest collects them here with settings
of its own (nothing of the course's or a student's folder can change them), and its own machinery sets up
fixtures and runs each function; only the loop over the items is ours, because one collection serves a
whole class.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from _pytest.config import _prepareconfig
from _pytest.runner import runtestprotocol

from autograder.course import Reference
from autograder.errors import AutograderError, MissingReference
from autograder.models import CheckResult, Status
from autograder.pytest_plugin import CheckPlugin, Run
from autograder.sandbox import Budget, CallFailed
from autograder.student import (
    Call,
    Conversation,
    Given,
    KnownMistake,
    OwnFunction,
    Pending,
    Student,
    Target,
)

_OFF = (
    "cacheprovider capture debugging doctest faulthandler junitxml logging nose pastebin setuponly setupplan "
    "stepwise terminal threadexception tmpdir unraisableexception warnings"
).split()

NOT_WRITTEN = "Not answered yet: the stub is still in place."


@dataclass(frozen=True)
class CheckInfo:
    """What the rubric says of one check.

    Attributes
    ----------
    name : str
        Unique within the assignment.
    question : str
        The question it scores.
    sentence : str
        First line of its docstring, in words for the student.
    weight : float
        Its share of the question.
    bonus : bool
        Whether it only adds.
    secret : bool
        Whether its cases must not be shown.
    given : tuple of str
        Earlier functions it builds on.
    """

    name: str
    question: str
    sentence: str
    weight: float = 1.0
    bonus: bool = False
    secret: bool = False
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class SuiteRun:
    """What all checks found in one submission, and the transcript of every call.

    Attributes
    ----------
    results : tuple of CheckResult
        In the rubric's order.
    calls : tuple of Call
        In the order they were made; calls of a follow-through are not among them.
    faults : tuple of str
        Checks that fell over by our own fault, one sentence each.
    """

    results: tuple[CheckResult, ...]
    calls: tuple[Call, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """The submission under check.

    Attributes
    ----------
    target : Target
        What answers for the student.
    question_cpu_s : float
        CPU seconds the calls of one question may use together.
    homes : mapping of str to str
        The question each public name belongs to.
    missing : mapping of str to str
        For a name that is not there, the sentence that says why.
    """

    target: Target
    question_cpu_s: float
    homes: Mapping[str, str]
    missing: Mapping[str, str] = field(default_factory=dict)


class CheckSuite:
    """The collected checks of one assignment; use as a context manager.

    Parameters
    ----------
    reference : Reference
        Where the checks, the solutions and the frozen cases are.
    solutions : object
        The loaded solutions, for the `given` and `solutions` fixtures.
    mathematics : object, optional
        What the `mathematics` fixture gives.

    Raises
    ------
    MissingReference
        When a check cannot be collected or breaks a rule.
    """

    def __init__(self, reference: Reference, solutions: Any, mathematics: Any = None) -> None:
        self._reference = reference
        self._solutions = solutions
        self._plugin = CheckPlugin(solutions, mathematics, reference.cases_dir)

    def __enter__(self) -> Self:
        with _without_pytest_environment():
            config = _prepareconfig(_arguments(self._reference.checks_dir), [self._plugin])
            self._config = config
            config._do_configure()
            self._session = pytest.Session.from_config(config)
            config.hook.pytest_sessionstart(session=self._session)
            try:
                items = self._session.perform_collect()
            except pytest.UsageError as error:
                raise MissingReference(f"{self._reference.checks_dir}: {error}") from error
        if self._plugin.collection_errors:
            raise MissingReference(self._plugin.collection_errors[0])
        self._items = [(_describe(item), item) for item in items if isinstance(item, pytest.Function)]
        _no_double([info for info, _ in self._items])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._config.hook.pytest_sessionfinish(session=self._session, exitstatus=0)
        self._config._ensure_unconfigure()

    @property
    def checks(self) -> tuple[CheckInfo, ...]:
        """All checks in the rubric's order."""
        return tuple(info for info, _ in self._items)

    def function(self, name: str) -> Callable[..., Any]:
        """Return the check function of that name, for exploration; KeyError when there is none."""
        for info, item in self._items:
            if info.name == name:
                function: Callable[..., Any] = item.function
                return function
        raise KeyError(name)

    def run(
        self,
        subject: Subject,
        questions: Collection[str] | None = None,
        *,
        stop_at_first_failure: bool = False,
    ) -> SuiteRun:
        """Run checks against one submission.

        Parameters
        ----------
        subject : Subject
            The submission.
        questions : collection of str, optional
            Only the checks of these questions; all without it.
        stop_at_first_failure : bool
            Whether to stop after the first check that asked for points did not pass.

        Returns
        -------
        SuiteRun
            Results, transcript, and faults of ours.

        Raises
        ------
        SandboxError
            When the sandbox itself failed: nothing may be graded.
        """
        budgets: dict[str, Budget] = {}
        results: list[CheckResult] = []
        calls: list[Call] = []
        faults: list[str] = []
        for info, item in self._items:
            if questions is not None and info.question not in questions:
                continue
            budget = budgets.setdefault(info.question, Budget(subject.question_cpu_s))
            result, conversation, fault = self._run_check(info, item, subject, budget)
            calls += conversation.calls
            faults += [fault] if fault else []
            if result.status is not Status.PASSED and self._may_follow(info, subject, results):
                result = self._follow_through(info, item, subject, budget) or result
            results.append(result)
            if stop_at_first_failure and result.status is not Status.PASSED and not result.bonus:
                break
        return SuiteRun(tuple(results), tuple(calls), tuple(faults))

    def _run_check(
        self, info: CheckInfo, item: pytest.Function, subject: Subject, budget: Budget
    ) -> tuple[CheckResult, Conversation, str]:
        conversation = Conversation(info.name)
        student = Student(subject.target, budget, conversation)
        ending = self._call(item, student, Given(info.given, _functions(self._solutions, info.given)))
        return _judge(info, ending, conversation, subject.missing)

    def _may_follow(self, info: CheckInfo, subject: Subject, results: Sequence[CheckResult]) -> bool:
        """Whether an earlier question the check builds on went wrong."""
        homes = {subject.homes.get(name) for name in info.given} - {info.question, None}
        return any(r.question in homes and r.status is not Status.PASSED and not r.bonus for r in results)

    def _follow_through(
        self, info: CheckInfo, item: pytest.Function, subject: Subject, budget: Budget
    ) -> CheckResult | None:
        """Try the check once more against the truth recomputed from the student's own earlier values."""
        conversation = Conversation(info.name)
        student = Student(subject.target, budget, conversation)
        own = {
            name: OwnFunction(getattr(student, name))
            if subject.homes.get(name) != info.question
            else getattr(self._solutions, name)
            for name in info.given
        }
        ending = self._call(item, student, Given(info.given, own))
        if ending is not None or any(f.degenerate for f in own.values() if isinstance(f, OwnFunction)):
            return None
        earlier = " and ".join(name for name, f in own.items() if isinstance(f, OwnFunction))
        return _result(
            info, conversation, Status.PASSED, f"Right, given your {earlier}.", follow_through=True
        )

    def _call(self, item: pytest.Function, student: Student, given: Given) -> BaseException | None:
        run = Run(student, given)
        with self._plugin.running(run):
            runtestprotocol(item, log=False, nextitem=None)
        if isinstance(run.ending, AutograderError) and not isinstance(run.ending, CallFailed):
            raise run.ending
        return run.ending


def _judge(
    info: CheckInfo, ending: BaseException | None, conversation: Conversation, missing: Mapping[str, str]
) -> tuple[CheckResult, Conversation, str]:
    fault = ""
    mistakes: tuple[str, ...] = ()
    if ending is None:
        status, message = Status.PASSED, ""
    elif isinstance(ending, CallFailed):
        status, message = _call_failed(ending, missing)
    elif isinstance(ending, KnownMistake):
        status, message, mistakes = Status.FAILED, ending.message, ending.names
    elif isinstance(ending, Pending):
        status, message = Status.PENDING, str(ending)
    elif isinstance(ending, pytest.skip.Exception):
        status, message = Status.SKIPPED, str(ending)
    elif isinstance(ending, pytest.fail.Exception):
        status, message = Status.FAILED, str(ending)
    elif isinstance(ending, AssertionError):
        status, message = Status.FAILED, ""
    else:
        status, message = Status.PENDING, "This check could not decide; a person looks at your answer."
        fault = f"check {info.name} fell over: {type(ending).__name__}: {ending}"[:300]
    if status is not Status.PASSED and not message and not mistakes:
        message = f"Does not hold yet: {info.sentence}"
    return _result(info, conversation, status, message, mistakes=mistakes), conversation, fault


def _call_failed(failure: CallFailed, missing: Mapping[str, str]) -> tuple[Status, str]:
    if failure.ename == "NotImplementedError":
        return Status.FAILED, NOT_WRITTEN
    message = failure.message
    for name, why in missing.items():
        if message.startswith(f"{name} is not defined"):
            message = why
    return Status(failure.status), message


def _result(
    info: CheckInfo,
    conversation: Conversation,
    status: Status,
    message: str,
    *,
    mistakes: tuple[str, ...] = (),
    follow_through: bool = False,
) -> CheckResult:
    return CheckResult(
        name=info.name,
        question=info.question,
        sentence=info.sentence,
        weight=info.weight,
        bonus=info.bonus,
        status=status,
        message=" ".join([*([message] if message else []), *conversation.notes]),
        follow_through=follow_through,
        mistakes=mistakes,
        exhibits=tuple(conversation.exhibits),
    )


def _describe(item: pytest.Function) -> CheckInfo:
    mark = item.get_closest_marker("check")
    if mark is None or len(mark.args) != 1:
        raise MissingReference(
            f"{item.location[0]}: {item.name} names no question: mark it @pytest.mark.check('…')"
        )
    doc = (item.function.__doc__ or "").strip()
    if not doc:
        raise MissingReference(
            f"{item.location[0]}: {item.name} has no docstring, the sentence a student reads"
        )
    try:
        return CheckInfo(item.name, mark.args[0], " ".join(doc.split("\n\n")[0].split()), **mark.kwargs)
    except TypeError as error:
        raise MissingReference(f"{item.location[0]}: {item.name}: {error}") from error


def _no_double(checks: Sequence[CheckInfo]) -> None:
    seen: set[str] = set()
    for info in checks:
        if info.name in seen:
            raise MissingReference(
                f"two checks are called {info.name}; a check's name stands once an assignment"
            )
        seen.add(info.name)


def _functions(solutions: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(solutions, name) for name in names}


def _arguments(checks_dir: Path) -> list[str]:
    """Give pytest settings of its own: its root at the checks, no ini file, no cache, no other plug-in."""
    return [
        str(checks_dir),
        "-c",
        os.devnull,
        f"--rootdir={checks_dir}",
        f"--confcutdir={checks_dir}",
        "--import-mode=importlib",
        "--assert=plain",
        "--strict-markers",
        *(f"-pno:{name}" for name in _OFF),
    ]


@contextmanager
def _without_pytest_environment() -> Iterator[None]:
    """Keep the caller's pytest settings and plug-ins out of the collection."""
    kept = {
        name: os.environ.get(name)
        for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    }
    for name in kept:
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
