"""What a check says to a student's code and hears from it, put into the sandbox's words and written down.

Every request and its outcome is written to the check's transcript, so that diagnosis can compare a student's
behaviour with known mistakes without asking the student's code again. What is very large stands there as a
digest: the transcripts of a whole submission are kept until it is graded.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from autograder.models import Exhibit
from autograder.sandbox import Budget, CallFailed, Formula, Handle, PackedRequest, Reply, Request

Proxy = Any
"""What stands for an object that stayed in the sandbox; it has its `Handle` as ``_handle``."""


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
    kind : {'call', 'method', 'value', 'attribute', 'assign', 'advance'}
        What was asked for.
    name : str
        The function, constant, or ``Type.member``.
    args, kwargs
        What was sent; objects that live in the sandbox stand as ``"<Type>"``.
    outcome : object
        The plain value, or `Failed`; of what is very large, its digest.
    """

    check: str
    kind: str
    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    outcome: Any


class Target(Protocol):
    """What answers for a student: a sandbox session, or a fake of one."""

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Answer one request, or raise `CallFailed`; it draws the budget down."""

    def ask_together(self, requests: Sequence[PackedRequest], budget: Budget) -> Sequence[Any]:
        """Answer the first of these requests, or none; what became of each is for `take` alone."""

    def take(self, heard: Any, request: Request, budget: Budget) -> Reply:
        """Answer one of them as `ask` would have done, and draw the budget down."""

    def names(self) -> Mapping[str, str]:
        """Return the public names of the final namespace."""


@dataclass
class Transcript:
    """What one run of one check said and heard, filled while it runs."""

    check: str
    calls: list[Call] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)


class Channel:
    """The channel to the student's code that all proxies of one run of a check share.

    Parameters
    ----------
    target : Target
        What answers.
    budget : Budget
        CPU seconds that the question's calls share.
    transcript : Transcript
        Where requests and outcomes are written.
    wrap : callable
        Makes a proxy of a handle.
    """

    def __init__(
        self,
        target: Target,
        budget: Budget,
        transcript: Transcript,
        wrap: Callable[["Channel", Handle], Proxy],
    ) -> None:
        self.target = target
        self.budget = budget
        self.transcript = transcript
        self._wrap = wrap

    def ask(self, request: Request) -> Reply:
        """Put one request, write it to the transcript, and return its reply with proxies for handles.

        Raises
        ------
        CallFailed
            For every failure of the student's code; it is written to the transcript first.
        """
        reply = self.put(request)
        return Reply(
            value=self._wrapped(reply.value),
            args=[self._wrapped(arg) for arg in reply.args],
            kwargs={key: self._wrapped(arg) for key, arg in reply.kwargs.items()},
            warnings=reply.warnings,
            cpu_s=reply.cpu_s,
            calls=reply.calls,
        )

    def put(self, request: Request) -> Reply:
        """Put one request as `ask` does, and return its reply with the handles themselves."""
        sent = replace(
            request,
            args=[_unwrapped(arg) for arg in request.args],
            kwargs={key: _unwrapped(arg) for key, arg in request.kwargs.items()},
        )
        try:
            reply = self.target.ask(sent, self.budget)
        except CallFailed as failure:
            self._note(sent, Failed(failure.status, failure.ename))
            raise
        self._note(sent, compact(spoken(reply.value)))
        return reply

    def _note(self, sent: Request, outcome: Any) -> None:
        label = sent.name if sent.handle is None else f"{sent.handle.type_name}.{sent.name}"
        args = tuple(compact(spoken(arg)) for arg in sent.args)
        kwargs = {key: compact(spoken(arg)) for key, arg in sent.kwargs.items()}
        check = self.transcript.check
        self.transcript.calls.append(Call(check, sent.operation, label, args, kwargs, outcome))

    def _wrapped(self, value: Any) -> Any:
        """Return a value in which proxies stand for handles."""
        return _exchanged(value, lambda part: self._wrap(self, part) if isinstance(part, Handle) else part)


def spoken(value: Any) -> Any:
    """Return a value as transcripts hold it: plain, with a type's name for what lives in the sandbox."""
    return _exchanged(value, _plain)


def _plain(part: Any) -> Any:
    if isinstance(part, Handle):
        return f"<{part.type_name}>"
    if isinstance(part, Formula):
        return repr(part)
    if is_dataclass(part) and not isinstance(part, type):
        return asdict(part)
    return part


def compact(value: Any) -> Any:
    """Return a plain value in which digests stand for very large parts: such parts are equal or they are not.

    Returns
    -------
    object
        The value itself where nothing in it is large.
    """
    kind = type(value)
    length = value.size if kind is np.ndarray else len(value) if isinstance(value, _SIZED) else 0
    if length > _LARGE:
        return _digest_of(value)
    if kind is list or kind is tuple:
        return kind(compact(entry) for entry in value)
    return {key: compact(entry) for key, entry in value.items()} if kind is dict else value


def _digest_of(value: Any) -> str:
    digest = hashlib.sha256()
    feed(digest, value)
    return f"large {digest.hexdigest()}"


def feed(digest: Any, value: Any) -> None:
    """Feed any plain value into a digest; the same number from any container type is the same.

    Numbers count to nine digits: what a student's code was asked may itself come from a computation, and its
    last digits are another processor's.
    """
    if isinstance(value, np.ndarray):
        digest.update(f"array{value.dtype.str}{value.shape}".encode())
        digest.update(np.ascontiguousarray(_to_nine_digits(value)).tobytes())
    elif isinstance(value, list | tuple):
        digest.update(f"{type(value).__name__}{len(value)}(".encode())
        for entry in value:
            feed(digest, entry)
        digest.update(b")")
    elif isinstance(value, dict):
        feed(digest, list(value.items()))
    elif isinstance(value, int) and not isinstance(value, bool):
        digest.update(f"int{value:x};".encode())
    elif isinstance(value, float):
        digest.update(f"{type(value).__name__}{value:.9g};".encode())
    else:
        digest.update(f"{type(value).__name__}{value!r};".encode())


def _to_nine_digits(array: NDArray[Any]) -> NDArray[Any]:
    """Return floats rounded to 30 bits of their own size, 0 for -0."""
    if array.dtype.kind != "f":
        return array
    mantissa, exponent = np.frexp(array.astype(np.float64))
    rounded: NDArray[Any] = np.ldexp(np.rint(mantissa * 2.0**30), exponent - 30) + 0.0
    return rounded


def _unwrapped(value: Any) -> Any:
    """Return a value in which handles stand for proxies."""
    return _exchanged(value, lambda part: getattr(part, "_handle", part))


def _exchanged(value: Any, exchange: Callable[[Any], Any]) -> Any:
    """Return a value whose parts, however deep in lists, tuples and dicts, went through a function."""
    kind = type(value)
    if kind in _BARE:
        return value
    if kind is list or kind is tuple:
        if _BARE.issuperset(map(type, value)):
            return value
        return kind(_exchanged(entry, exchange) for entry in value)
    if kind is dict:
        return {key: _exchanged(entry, exchange) for key, entry in value.items()}
    return exchange(value)


_LARGE = 4096
"""Entries or characters beyond which transcripts hold a digest."""
_SIZED = (str, bytes, list, tuple, dict, set, frozenset)
_BARE: frozenset[type] = frozenset((int, float, bool, str, bytes, type(None), np.ndarray, np.float64))
