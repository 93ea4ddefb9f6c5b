"""The `student` fixture: a check's only way to the student's code, and the record of what was said.

Every call goes by value into the sandbox and comes back as a plain value, or as a handle for an object that
stays there. Every call and its outcome is written to the check's transcript, so that diagnosis can compare
a student's behaviour with known mistakes without asking the student's code again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.models import Exhibit
from autograder.sandbox import Budget, CallFailed, Handle, Reply
from autograder.values import floats


class Pending(Exception):
    """A check cannot decide: a person has to. Raised through `Student.doubt`."""


class KnownMistake(Exception):
    """A check recognised known mistakes by itself. Raised through `Student.mistake`.

    Parameters
    ----------
    names : tuple of str
        Stems of wrong/ files.
    message : str
        Words for the student beyond the mistakes' own sentences.
    """

    def __init__(self, names: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.names = names
        self.message = message


@dataclass(frozen=True)
class Failed:
    """The outcome of a call that gave no value: how it ended, and the exception's name if one was raised."""

    status: str
    ename: str = ""


@dataclass(frozen=True)
class Call:
    """One request to the student's code and what came of it.

    Attributes
    ----------
    check : str
        The check that asked.
    kind : {'call', 'method', 'value', 'attribute'}
        What was asked for.
    name : str
        The function, constant, or ``Type.member``.
    args, kwargs
        What was sent; objects that live in the sandbox stand as ``"<Type>"``.
    outcome : object
        The plain value, or `Failed`.
    """

    check: str
    kind: str
    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    outcome: Any


class Target(Protocol):
    """What answers for a student: a sandbox session, or a fake of one."""

    def call(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], budget: Budget) -> Reply:
        """Call a function of the final namespace."""

    def method(
        self, handle: Handle, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], budget: Budget
    ) -> Reply:
        """Call a method of an object that stayed in the sandbox."""

    def value(self, name: str, budget: Budget) -> Reply:
        """Fetch a constant of the final namespace."""

    def attribute(self, handle: Handle, name: str, budget: Budget) -> Reply:
        """Fetch an attribute of an object that stayed in the sandbox."""

    def names(self) -> Mapping[str, str]:
        """Return the public names of the final namespace."""


@dataclass
class Conversation:
    """What one run of one check said and heard, filled while it runs."""

    check: str
    calls: list[Call] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)


class Student:
    """The student's final namespace as a check sees it.

    ``student.softmax([1, 2])`` calls; ``student.value("WEIGHTS")`` fetches a constant. What fails in the
    student's code ends the check with the matching status by itself.
    """

    def __init__(self, target: Target, budget: Budget, conversation: Conversation) -> None:
        self._line = _Line(target, budget, conversation)

    def __getattr__(self, name: str) -> "StudentFunction":
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(self._line, name)

    def value(self, name: str) -> Any:
        """Return a constant that the notebook defines at top level."""
        return self._line.ask("value", name).value

    def has(self, name: str) -> bool:
        """Say whether the notebook defines `name` at top level."""
        return name in self._line.target.names()

    def mistake(self, *names: str, message: str = "") -> NoReturn:
        """End the check as failed for known mistakes (stems of wrong/ files)."""
        raise KnownMistake(names, message)

    def doubt(self, reason: str) -> NoReturn:
        """End the check undecided: a person has to look, and no score is written until then."""
        raise Pending(reason)

    def note(self, text: str) -> None:
        """Add a remark to the feedback that changes nothing."""
        self._line.conversation.notes.append(text)

    def exhibit(self, exhibit: Exhibit) -> None:
        """Show something of the student's back in the feedback."""
        self._line.conversation.exhibits.append(exhibit)


class StudentFunction:
    """A function of the student's; calling it calls theirs."""

    def __init__(self, line: "_Line", name: str) -> None:
        self._line = line
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it with arguments by value and return the value."""
        return self.reply(*args, **kwargs).value

    def reply(self, *args: Any, **kwargs: Any) -> Reply:
        """Call it and return the whole reply: value, arguments after the call, warnings."""
        return self._line.ask("call", self._name, args, kwargs)


class StudentObject:
    """An object that stayed in the sandbox; its methods run there.

    ``estimator.predict(X)`` calls a method; ``estimator.value("coef_")`` fetches an attribute.
    """

    def __init__(self, line: "_Line", handle: Handle) -> None:
        self._line = line
        self._handle = handle

    def __getattr__(self, name: str) -> "StudentMethod":
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentMethod(self._line, self._handle, name)

    @property
    def type_name(self) -> str:
        """Name of the object's class, in the student's word."""
        return str(self._handle.type_name)

    def value(self, name: str) -> Any:
        """Return an attribute of the object."""
        return self._line.ask("attribute", name, handle=self._handle).value


class StudentMethod:
    """A method of an object in the sandbox; calling it calls theirs."""

    def __init__(self, line: "_Line", handle: Handle, name: str) -> None:
        self._line = line
        self._handle = handle
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it with arguments by value and return the value."""
        return self.reply(*args, **kwargs).value

    def reply(self, *args: Any, **kwargs: Any) -> Reply:
        """Call it and return the whole reply."""
        return self._line.ask("method", self._name, args, kwargs, handle=self._handle)


class Given:
    """The reference's functions or, when following through, the student's own earlier ones.

    Parameters
    ----------
    names : tuple of str
        The functions the check builds on.
    functions : Mapping of str to callable
        Where they come from.
    """

    def __init__(self, names: tuple[str, ...], functions: Mapping[str, Any]) -> None:
        self._functions = {name: functions[name] for name in names}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._functions[name]


class OwnFunction:
    """A student's earlier function standing in for the truth; its numbers are remembered.

    Following through needs values that mean something: `degenerate` tells those apart that would make any
    later answer right (not finite, or the same number for every input).
    """

    def __init__(self, function: StudentFunction) -> None:
        self._function = function
        self._seen: list[NDArray[np.float64]] = []

    def __call__(self, *args: Any, **kwargs: Any) -> NDArray[np.float64]:
        """Call the student's function and remember its numbers."""
        answer = floats(self._function(*args, **kwargs), what="your earlier answer")
        self._seen.append(answer.reshape(-1))
        return answer

    @property
    def degenerate(self) -> bool:
        """Whether the values seen so far could not carry a follow-through."""
        values = np.concatenate(self._seen) if self._seen else np.empty(0)
        return values.size < 2 or not np.isfinite(values).all() or bool(np.ptp(values) == 0.0)


class _Line:
    """The line to the student's code that all proxies of one run share."""

    def __init__(self, target: Target, budget: Budget, conversation: Conversation) -> None:
        self.target = target
        self.budget = budget
        self.conversation = conversation

    def ask(
        self,
        kind: str,
        name: str,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        handle: Handle | None = None,
    ) -> Reply:
        """Put one request, write it to the transcript, and wrap objects of the reply."""
        kwargs = kwargs or {}
        label = name if handle is None else f"{handle.type_name}.{name}"
        spoken = tuple(_spoken(arg) for arg in args)
        spoken_kwargs = {key: _spoken(arg) for key, arg in kwargs.items()}
        try:
            reply = self._request(kind, name, args, kwargs, handle)
        except CallFailed as failure:
            outcome: Any = Failed(failure.status, failure.ename)
            self.conversation.calls.append(
                Call(self.conversation.check, kind, label, spoken, spoken_kwargs, outcome)
            )
            raise
        outcome = _spoken(reply.value)
        self.conversation.calls.append(
            Call(self.conversation.check, kind, label, spoken, spoken_kwargs, outcome)
        )
        return Reply(
            value=_wrap(self, reply.value),
            args=reply.args,
            kwargs=reply.kwargs,
            warnings=reply.warnings,
            cpu_s=reply.cpu_s,
        )

    def _request(
        self, kind: str, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], handle: Handle | None
    ) -> Reply:
        sent = [_unwrap(arg) for arg in args]
        sent_kwargs = {key: _unwrap(arg) for key, arg in kwargs.items()}
        if handle is None:
            if kind == "value":
                return self.target.value(name, self.budget)
            return self.target.call(name, sent, sent_kwargs, self.budget)
        if kind == "attribute":
            return self.target.attribute(handle, name, self.budget)
        return self.target.method(handle, name, sent, sent_kwargs, self.budget)


def _wrap(line: _Line, value: Any) -> Any:
    if isinstance(value, Handle):
        return StudentObject(line, value)
    if isinstance(value, list | tuple) and any(isinstance(entry, Handle) for entry in value):
        return type(value)(_wrap(line, entry) for entry in value)
    return value


def _unwrap(value: Any) -> Any:
    return value._handle if isinstance(value, StudentObject) else value


def _spoken(value: Any) -> Any:
    """Replace what lives in the sandbox by its type's name, so that transcripts compare."""
    if isinstance(value, StudentObject):
        return f"<{value.type_name}>"
    if isinstance(value, Handle):
        return f"<{value.type_name}>"
    if isinstance(value, list | tuple):
        return type(value)(_spoken(entry) for entry in value)
    return value


ENDINGS = (CallFailed, KnownMistake, Pending, AssertionError, pytest.fail.Exception, pytest.skip.Exception)
"""Every way in which a check may end other than by passing; anything else is a fault of ours."""
