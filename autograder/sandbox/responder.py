"""The loop beside the student's code: it runs cells, calls functions, and answers with values only.

From the first cell on the student's code may change anything in this process, so nothing here is trusted by
anybody: the trusted side believes an answer no more than it believes the student. What this file takes care
of is that one honest question does not harm another: warnings, floating-point settings, streams, the folder
and open figures are put back around every call.
"""

import contextlib
import itertools
import os
import sys
import time
import warnings
from collections.abc import Callable, Container, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np

from autograder.sandbox import figures, messages, stand_ins, wire
from autograder.sandbox.answers import KeptAnswers
from autograder.sandbox.formula import Formula, Recorded
from autograder.sandbox.limits import TOGETHER_BYTES, TOGETHER_S
from autograder.sandbox.recorder import Recorder, text_stream
from autograder.sandbox.tracebacks import describe, warning_line

if TYPE_CHECKING:  # the evaluator of expressions has no cells and needs no IPython
    from autograder.sandbox.shell import Shell

REQUEST_FD, REPLY_FD = 3, 4
_UNREADABLE = "<changed to what cannot be read>"
_WARNINGS_MAX = 50
_WARNING_TEXT_MAX = 500
_FLOATING_POINT: dict[str, Any] = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


Message = tuple[messages.ReplyHead, bytes, bytes | None]
"""A reply's head, its value, and the arguments after the call (None: as they were sent)."""


class _Missing(Exception):
    """A name or an object that is not there."""


class Responder:
    """Answers requests until the pipe closes.

    Parameters
    ----------
    namespace : dict
        Where names are looked up: the notebook's, or a module's public functions.
    shell : Shell or None
        What runs cells; None where there are none.
    recorder : Recorder
        What the shell shows.
    scratch : str
        The folder to work in.
    first_handle : int
        Number of the first handle.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        shell: "Shell | None",
        recorder: Recorder,
        scratch: str,
        first_handle: int,
    ) -> None:
        self._namespace = namespace
        self._shell = shell
        self._recorder = recorder
        self._scratch = scratch
        self._kept: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._next_handle = first_handle
        self._streams = _streams(recorder)
        self._formulas: list[Recorded] = []
        self._answers = KeptAnswers()
        self._before = frozenset(namespace) if shell else frozenset()
        if shell:
            stand_ins.install()
        warnings.formatwarning = warning_line

    def run(self) -> None:
        """Answer until there is nothing more to read."""
        _write(messages.write(messages.ReplyHead("ready", b""), messages.EMPTY))
        while True:
            message = _read_message()
            if message is None:
                return
            request, body = messages.read_request(memoryview(message))
            started, size, printed = time.process_time(), 0, self._recorder.sent_bytes
            for head, frame in _each(request, body):
                self._put_back()
                answer = self._answer(head, frame)
                reply = messages.write(*answer)
                _write(reply)
                size += len(reply)
                took_s = time.process_time() - started
                if took_s > TOGETHER_S or size > TOGETHER_BYTES:
                    break
                if answer[0].answer == "memory" or self._recorder.sent_bytes > printed:
                    break  # what was printed is counted for the right call only if none follows
            if request.operation == "together":
                _write(messages.write(messages.ReplyHead("ready", request.nonce), messages.EMPTY))

    def _put_back(self) -> None:
        if any(stream.closed for stream in self._streams):
            self._streams = _streams(self._recorder)
        sys.stdout, sys.stderr = self._streams
        os.chdir(self._scratch)

    def _answer(self, request: messages.RequestHead, body: memoryview) -> Message:
        nonce = request.nonce
        operations: dict[str, Callable[[messages.RequestHead, memoryview], Message]] = {
            "cell": self._cell,
            "names": self._names,
            "settle": self._settle,
        }
        try:
            return operations.get(request.operation, self._call)(request, body)
        except _Missing as missing:
            return messages.ReplyHead("missing", nonce, str(missing)), messages.EMPTY, None
        except MemoryError:
            return messages.ReplyHead("memory", nonce), messages.EMPTY, None
        except wire.CannotTravel as error:
            return messages.ReplyHead("value", nonce, str(error)), messages.EMPTY, None
        except BaseException as error:
            name, text, line = describe(error)
            return messages.ReplyHead("raised", nonce, text, name, line), messages.EMPTY, None
        finally:
            with contextlib.suppress(OSError):  # the student may have closed the line
                self._recorder.flush()

    def _cell(self, request: messages.RequestHead, body: memoryview) -> Message:
        if self._shell is None:
            raise _Missing("there are no cells here")
        self._recorder.begin()
        self._recorder.recording = True
        source, kept = wire.decode(body)
        self._shell.keep_answers(kept, lambda name: self._answers.keep(self._namespace, [name]))
        try:
            stopped = self._shell.run(source, request.number)
            self._answers.keep(self._namespace, kept)
        finally:
            self._recorder.recording = False
        outputs = wire.encode(self._recorder.take())
        if stopped is None:
            return messages.ReplyHead("ok", request.nonce), outputs, None
        name, text, line = describe(stopped)
        answer: messages.Ending = "memory" if isinstance(stopped, MemoryError) else "raised"
        return messages.ReplyHead(answer, request.nonce, text, name, line), outputs, None

    def _settle(self, request: messages.RequestHead, body: memoryview) -> Message:
        return (
            messages.ReplyHead("ok", request.nonce),
            wire.encode(self._answers.settle(self._namespace)),
            None,
        )

    def _names(self, request: messages.RequestHead, body: memoryview) -> Message:
        names = _public_names(self._namespace, self._before)
        return messages.ReplyHead("ok", request.nonce), wire.encode(names), None

    def _call(self, request: messages.RequestHead, body: memoryview) -> Message:
        sent = bytes(body)
        after: bytes | None = None
        self._formulas.clear()
        with warnings.catch_warnings(record=True) as caught, np.errstate(**_FLOATING_POINT):
            warnings.simplefilter("always")
            try:
                args, kwargs = wire.decode(sent, self._resolve)
                result = self._result(request, args, kwargs)
                value = self._encode(result, request.want)
                if request.operation in ("call", "method"):
                    after = self._encode_after([args, kwargs])
            finally:
                figures.close_figures()
                self._shown.clear()
        reply = messages.ReplyHead("ok", request.nonce, warnings=_texts(caught))
        return reply, value, None if after == sent else after

    @property
    def _shown(self) -> list[Any]:
        """The figures that the call at hand has shown."""
        return [] if self._shell is None else self._shell.shown

    def _result(self, request: messages.RequestHead, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if request.operation == "assign":
            return setattr(self._owner(request), request.name, *args)
        if request.operation == "advance":
            return list(itertools.islice(self._owner(request), 1))
        target = self._target(request)
        return target(*args, **kwargs) if request.operation in ("call", "method") else target

    def _encode(self, result: Any, want: messages.Want) -> bytes:
        if want == "object":
            return wire.encode(self._keep(result))
        if want == "iterator":
            return wire.encode(self._keep(iter(result)))
        if want == "figures":
            return wire.encode(figures.described(result, [*self._shown, *figures.open_figures()]))
        return wire.encode(result, self._keep)

    def _target(self, request: messages.RequestHead) -> Any:
        if request.operation in ("call", "value"):
            if request.name not in self._namespace:
                raise _Missing(f"{request.name} is not defined")
            return self._namespace[request.name]
        owner = self._owner(request)
        try:
            return getattr(owner, request.name)
        except AttributeError:
            raise _Missing(f"the {type(owner).__name__} has no {request.name}") from None

    def _owner(self, request: messages.RequestHead) -> Any:
        return self._resolve(wire.Handle(request.number, ""))

    def _keep(self, value: object) -> wire.Handle:
        number = self._numbers.get(id(value))
        if number is None:
            number = self._next_handle
            self._next_handle += 1
            self._numbers[id(value)] = number
            self._kept[number] = value
        return wire.Handle(number, str(type(value).__name__))

    def _resolve(self, reference: wire.Handle | Formula) -> Any:
        if isinstance(reference, Formula):
            formula = Recorded(reference.expression, list(reference.parameters), reference.name)
            self._formulas.append(formula)
            return formula.function()
        if reference.id not in self._kept:
            raise _Missing("the object is not there any more")
        return self._kept[reference.id]

    def _encode_after(self, arguments: list[Any]) -> bytes:
        """Write the arguments as they stand after a call, and what its formulas were called with."""
        calls = [[[formula.name, formula.calls] for formula in self._formulas]] if self._formulas else []
        try:
            return wire.encode([*arguments, *calls], self._keep)
        except wire.CannotTravel:
            args, kwargs = arguments
            return wire.encode([[_UNREADABLE for _ in args], dict.fromkeys(kwargs, _UNREADABLE)])


def _each(
    request: messages.RequestHead, body: memoryview
) -> Iterator[tuple[messages.RequestHead, memoryview]]:
    """Yield a request, or all that travel together in it."""
    if request.operation != "together":
        yield request, body
        return
    for operation, name, want, sent in wire.decode(body):
        yield messages.RequestHead(operation, request.nonce, name, want=want), memoryview(sent)


def _public_names(namespace: dict[str, Any], before: Container[str]) -> dict[str, str]:
    """Return the public names of a namespace that were not there before, with their kinds."""
    names: dict[str, str] = {}
    for name, value in namespace.items():
        if isinstance(name, str) and not name.startswith("_") and name not in before:
            if isinstance(value, type):
                names[name] = "class"
            elif callable(value):
                names[name] = "function"
            elif not isinstance(value, ModuleType):
                names[name] = "value"
    return names


def _streams(recorder: Recorder) -> tuple[TextIO, TextIO]:
    return text_stream("stdout", recorder), text_stream("stderr", recorder)


def _texts(caught: list[warnings.WarningMessage] | None) -> list[tuple[str, str]]:
    found = []
    for warning in (caught or [])[:_WARNINGS_MAX]:
        text = str(warning.message).encode("utf-8", errors="replace").decode("utf-8")
        found.append((warning.category.__name__, text[:_WARNING_TEXT_MAX]))
    return found


def _read_message() -> bytearray | None:
    received = bytearray()
    while True:
        length = messages.message_length(received)
        if length is not None and len(received) >= length:
            return received
        wanted = 65536 if length is None else length - len(received)
        part = os.read(REQUEST_FD, wanted)
        if not part:
            return None
        received += part


def _write(message: bytes) -> None:
    left = memoryview(message)
    while left:
        left = left[os.write(REPLY_FD, left) :]
