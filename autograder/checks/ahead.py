"""Ask ahead: where a check's calls do not wait for each other's answers, they travel together.

A check that is marked ``independent`` asks the same of everybody, whatever is answered. What it asks is
learnt once, from the solutions. For a submission the same requests are then sent in a few messages instead of
one by one; the check runs as ever and finds each answer there when it asks. What it leaves out, such as the
rest of a case that failed, is passed over; what is not in the plan goes the ordinary way.

Only a function that depends on more than its arguments can notice: it is called also where a check has failed
already and would have asked no further.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.checks.transcript import Target
from autograder.sandbox import Budget, PackedRequest, Reply, Request
from autograder.sandbox.wire import CannotTravel

Plan = tuple[PackedRequest, ...]
"""What a check asks, in order; empty where nothing can be asked ahead."""

_TOGETHER = 64
_TOGETHER_BYTES = 256 << 10
_FEWEST = 2


def _packed(request: Request) -> bytes | None:
    """Return a request's arguments as bytes, or None where it cannot be sent before its time."""
    if request.handle is not None or request.operation not in ("call", "value"):
        return None
    try:
        return request.packed()
    except CannotTravel:
        return None


class Learner:
    """Passes requests on and writes down what is asked, up to the first that depends on an answer.

    Parameters
    ----------
    target : Target
        The solutions.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._asked: list[PackedRequest] = []
        self._open = True

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Answer one request and remember it."""
        packed = _packed(request) if self._open else None
        if packed is None:
            self._open = False
        else:
            self._asked.append(PackedRequest(request, packed))
        return self._target.ask(request, budget)

    def ask_together(self, requests: Sequence[PackedRequest], budget: Budget) -> Sequence[Any]:
        """Answer none: they are asked one by one."""
        return ()

    def take(self, heard: Any, request: Request, budget: Budget) -> Reply:
        """Pass on what was answered."""
        return self._target.take(heard, request, budget)

    def names(self) -> Mapping[str, str]:
        """Return the names of the solutions."""
        return self._target.names()

    @property
    def plan(self) -> Plan:
        """What was asked, where it is worth sending together."""
        return tuple(self._asked) if len(self._asked) >= _FEWEST else ()


class Ahead:
    """Answers from what was asked ahead, as long as a check asks what its plan says.

    Parameters
    ----------
    target : Target
        What answers for the student.
    plan : Plan
        What the check asks of everybody.
    """

    def __init__(self, target: Target, plan: Plan) -> None:
        self._target = target
        self._left = deque(plan)
        self._answers: deque[Any] = deque()

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Answer one request.

        Raises
        ------
        CallFailed
            For every failure of the student's code.
        """
        self._pass_over(request)
        if self._left and not self._answers:
            self._answers.extend(self._asked_together(budget))
            if not self._answers:  # slow or lost: from here on each call comes by itself
                self._forget()
        if not self._answers:
            return self._target.ask(request, budget)
        self._left.popleft()
        return self._target.take(self._answers.popleft(), request, budget)

    def ask_together(self, requests: Sequence[PackedRequest], budget: Budget) -> Sequence[Any]:
        """Pass requests on."""
        return self._target.ask_together(requests, budget)

    def take(self, heard: Any, request: Request, budget: Budget) -> Reply:
        """Pass on what was answered."""
        return self._target.take(heard, request, budget)

    def names(self) -> Mapping[str, str]:
        """Return the public names of the final namespace."""
        return self._target.names()

    def _asked_together(self, budget: Budget) -> Sequence[Any]:
        chunk: list[PackedRequest] = []
        size = 0
        for planned in self._left:
            size += len(planned.packed)
            if len(chunk) == _TOGETHER or size > _TOGETHER_BYTES:
                break
            chunk.append(planned)
        return self._target.ask_together(chunk, budget) if len(chunk) >= _FEWEST else ()

    def _pass_over(self, request: Request) -> None:
        """Leave out what was planned before this request; all of it, where the request is not in the plan."""
        packed = _packed(request) if self._left else None
        while self._left and not (packed == self._left[0].packed and _alike(self._left[0].request, request)):
            self._left.popleft()
            if self._answers:
                self._answers.popleft()

    def _forget(self) -> None:
        self._left.clear()
        self._answers.clear()


def _alike(one: Request, other: Request) -> bool:
    """Whether the same is asked for, apart from the arguments."""
    return (one.operation, one.name, one.want) == (other.operation, other.name, other.want)
