"""Run an assignment's checks for one submission after another.

pytest's own machinery sets up fixtures and runs each check; only the loop over the items is ours, because
one collection serves a whole class. Here every way a check can end becomes a status with words, and a check
that builds on an earlier wrong answer is tried once more against the truth recomputed from that answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import msgspec
import pytest

from autograder.checks.ahead import Ahead, Learner, Plan
from autograder.checks.collection import CheckInfo, collected
from autograder.checks.plugin import CheckPlugin, Run
from autograder.checks.student import (
    CarriedForward,
    Given,
    KnownMistake,
    Pending,
    Student,
)
from autograder.checks.transcript import Call, Target, Transcript
from autograder.course.layout import Reference
from autograder.errors import AutograderError
from autograder.models import CheckResult, Status
from autograder.sandbox import Budget, CallFailed
from autograder.sandbox.fake import FakeSession

TOO_MUCH = "Your answer is too large, or nested too deeply, to be checked."
UNSHOWN_ERROR = "Your code stopped with an error; its text could tell a secret input, so it is not shown."
NOT_WRITTEN = "Not answered yet: the stub is still in place."


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
    variant : dict or None
        The student's numbers, when the assignment varies.
    solutions : object, optional
        The solutions loaded with these numbers; the suite's own without it.
    remarks : mapping of str to str
        For a name, what every reason about it has to say beside, such as which of two definitions counts.
    """

    target: Target
    question_cpu_s: float
    homes: Mapping[str, str]
    missing: Mapping[str, str] = field(default_factory=dict)
    variant: Mapping[str, Any] | None = None
    solutions: Any = None
    remarks: Mapping[str, str] = field(default_factory=dict)


class CheckSuite:
    """The collected checks of one assignment; use as a context manager.

    Parameters
    ----------
    reference : Reference
        Where the checks, the solutions and the frozen cases are.
    solutions : object
        The loaded solutions, for the `given` and `solutions` fixtures.
    questions : sequence of str
        Ids of the questions in the notebook's order, in which their checks run: what builds on an earlier
        question has to come after it.
    mathematics : object, optional
        What the `mathematics` fixture gives.

    Raises
    ------
    MissingReference
        When a check cannot be collected or breaks a rule.
    """

    def __init__(
        self, reference: Reference, solutions: Any, questions: Sequence[str] = (), mathematics: Any = None
    ) -> None:
        self._reference = reference
        self._solutions = solutions
        self._order = {question: place for place, question in enumerate(questions)}
        self._plugin = CheckPlugin(mathematics, reference.cases_dir)
        self._plans: dict[str, Plan] = {}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            items = stack.enter_context(collected(self._reference.checks_dir, self._plugin))
            last = len(self._order)
            self._items = sorted(items, key=lambda item: self._order.get(item[0].question, last))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

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
        unshown = False
        for info, item in self._items:
            if questions is not None and info.question not in questions:
                continue
            unshown = unshown or info.secret
            budget = budgets.setdefault(info.question, Budget(subject.question_cpu_s))
            result, transcript, fault = self._run_check(info, item, subject, budget)
            if unshown and result.status is Status.RAISED:  # code may keep a secret input and tell it later
                result = msgspec.structs.replace(result, message=UNSHOWN_ERROR)
            calls += transcript.calls
            faults += [fault] if fault else []
            if result.status is not Status.PASSED and self._may_follow(info, subject, results):
                result = self._follow_through(info, item, subject, budget) or result
            results.append(_with_remarks(result, subject))
            if stop_at_first_failure and result.status is not Status.PASSED and not result.bonus:
                break
        return SuiteRun(tuple(results), tuple(calls), tuple(faults))

    def _run_check(
        self, info: CheckInfo, item: pytest.Function, subject: Subject, budget: Budget
    ) -> tuple[CheckResult, Transcript, str]:
        transcript = Transcript(info.name)
        student = Student(self._target_for(info, item, subject), budget, transcript)
        given = Given(info.given, _functions(self._solutions_of(subject), info.given))
        ending = self._call(item, student, given, subject)
        return _judge(info, ending, transcript, subject.missing)

    def _target_for(self, info: CheckInfo, item: pytest.Function, subject: Subject) -> Target:
        """Return what answers a check: where its calls can travel together, with its plan."""
        if not info.independent or subject.solutions is not None:
            return subject.target
        if info.name not in self._plans:
            self._plans[info.name] = self._learnt(info, item, subject)
        return Ahead(subject.target, self._plans[info.name]) if self._plans[info.name] else subject.target

    def _learnt(self, info: CheckInfo, item: pytest.Function, subject: Subject) -> Plan:
        """Run a check on the solutions, in this process, and return what it asks; nothing where it fails."""
        public = {name: value for name, value in vars(self._solutions).items() if not name.startswith("_")}
        learner = Learner(FakeSession(public))
        student = Student(learner, Budget(subject.question_cpu_s), Transcript(info.name))
        given = Given(info.given, _functions(self._solutions, info.given))
        return learner.plan if self._call(item, student, given, subject) is None else ()

    def _may_follow(self, info: CheckInfo, subject: Subject, results: Sequence[CheckResult]) -> bool:
        """Whether an earlier question the check builds on went wrong."""
        homes = {subject.homes.get(name) for name in info.given} - {info.question, None}
        return any(r.question in homes and r.status is not Status.PASSED and not r.bonus for r in results)

    def _follow_through(
        self, info: CheckInfo, item: pytest.Function, subject: Subject, budget: Budget
    ) -> CheckResult | None:
        """Try the check once more against the truth recomputed from the student's own earlier values."""
        transcript = Transcript(info.name)
        student = Student(subject.target, budget, transcript)
        own = {
            name: CarriedForward(getattr(student, name))
            if subject.homes.get(name) != info.question
            else getattr(self._solutions_of(subject), name)
            for name in info.given
        }
        ending = self._call(item, student, Given(info.given, own), subject)
        if ending is not None or any(f.degenerate for f in own.values() if isinstance(f, CarriedForward)):
            return None
        earlier = " and ".join(name for name, f in own.items() if isinstance(f, CarriedForward))
        return _result(info, transcript, Status.PASSED, f"Right, given your {earlier}.", follow_through=True)

    def _solutions_of(self, subject: Subject) -> Any:
        return self._solutions if subject.solutions is None else subject.solutions

    def _call(
        self, item: pytest.Function, student: Student, given: Given, subject: Subject
    ) -> BaseException | None:
        run = Run(student, given, self._solutions_of(subject), subject.variant)
        with self._plugin.running(run):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        if isinstance(run.ending, AutograderError) and not isinstance(run.ending, CallFailed):
            raise run.ending
        return run.ending


def _judge(
    info: CheckInfo, ending: BaseException | None, transcript: Transcript, missing: Mapping[str, str]
) -> tuple[CheckResult, Transcript, str]:
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
    elif isinstance(ending, MemoryError | RecursionError):
        status, message = Status.VALUE, TOO_MUCH
        fault = f"check {info.name}: the answer was too large or too deeply nested to be checked"
    else:
        status, message = Status.PENDING, "This check could not decide; a person looks at your answer."
        fault = f"check {info.name} fell over: {type(ending).__name__}: {ending}"[:300]
    if status is not Status.PASSED and not message and not mistakes:
        message = f"Does not hold yet: {info.sentence}"
    return _result(info, transcript, status, message, mistakes=mistakes), transcript, fault


def _with_remarks(result: CheckResult, subject: Subject) -> CheckResult:
    """Add what is remarked about the question's names to the reason why a check did not pass."""
    told = [text for name, text in subject.remarks.items() if subject.homes.get(name) == result.question]
    if result.status is Status.PASSED or not told:
        return result
    return msgspec.structs.replace(result, message=" ".join([result.message, *told]).strip())


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
    transcript: Transcript,
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
        message=" ".join([*([message] if message else []), *transcript.notes]),
        follow_through=follow_through,
        mistakes=mistakes,
        exhibits=tuple(transcript.exhibits),
    )


def _functions(solutions: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(solutions, name) for name in names}
