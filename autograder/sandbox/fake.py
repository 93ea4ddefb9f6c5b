"""A session of canned answers, for tests of what stands on the sandbox: no process is started."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import Any, Self

from autograder.sandbox import figures, wire
from autograder.sandbox.errors import CallFailed
from autograder.sandbox.figure_data import read_figures
from autograder.sandbox.formula import Formula, Recorded
from autograder.sandbox.limits import TOGETHER_BYTES, Budget
from autograder.sandbox.messages import Want
from autograder.sandbox.replies import CellRun, Reply
from autograder.sandbox.request import PackedRequest, Request
from autograder.sandbox.wire import Handle


class FakeSession:
    """Answers as `Session` does, from plain functions and values of this process.

    Parameters
    ----------
    names : Mapping of str to object
        The final namespace: functions answer calls, everything else is a value. A function may raise
        `CallFailed`; any other exception becomes a failure of status ``raised``. An entry that is itself a
        `CallFailed` is raised whenever it is asked for.
    runs : sequence of CellRun
        What running the notebook gives.
    keep : mapping of int to tuple of str, optional
        As for a session; the canned namespace is a final one, in which nothing has to be put back.
    """

    def __init__(
        self,
        names: Mapping[str, Any] | None = None,
        runs: Sequence[CellRun] = (),
        keep: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self.kept = dict(keep)
        self._names = dict(names or {})
        self._runs = list(runs)
        self._objects: list[Any] = []
        self._numbers: dict[int, int] = {}
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self.cpu_s = 0.0
        self.restarts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing."""

    def run(self) -> list[CellRun]:
        """Return the canned runs."""
        return self._runs

    def names(self) -> dict[str, str]:
        """Return the names with their kinds."""
        return {name: _kind(value) for name, value in self._names.items()}

    def put_back(self) -> tuple[str, ...]:
        """Return nothing: the names are what they are."""
        return ()

    def keep(self, value: Any) -> Handle:
        """Return the handle to an object, the same each time, for a canned function to return."""
        number = self._numbers.setdefault(id(value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)
        return Handle(number, type(value).__name__)

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Answer one request out of the canned names and the kept objects; the budget stays as it is."""
        handle, name = request.handle, request.name
        if request.operation == "assign":
            setattr(self._object(handle), name, self._brought_in(request.args[0]))
            return Reply(None, list(request.args))
        if request.operation == "advance":
            items = self._object(handle)
            return self._apply("next", lambda: list(itertools.islice(items, 1)), request)
        found = self._find(name) if handle is None else self._member(handle, name)
        if request.operation in ("value", "attribute"):
            return Reply(self._wanted(found, request.want))
        return self._apply(name if handle is None else f"{handle.type_name}.{name}", found, request)

    def ask_together(self, requests: Sequence[PackedRequest], budget: Budget) -> list[Reply | CallFailed]:
        """Answer requests one after another, until the answers are many bytes."""
        found: list[Reply | CallFailed] = []
        size = 0
        for packed in requests:
            try:
                found.append(reply := self.ask(packed.request, budget))
                size += len(wire.encode(reply.value, self.keep))
            except CallFailed as failure:  # without its frames, which hold the answer
                found.append(CallFailed(failure.status, failure.message, failure.ename, failure.cell_line))
            if size > TOGETHER_BYTES:
                break
        return found

    def take(self, heard: Reply | CallFailed, request: Request, budget: Budget) -> Reply:
        """Return or raise what became of one of them."""
        if isinstance(heard, CallFailed):
            raise heard
        return heard

    def _object(self, handle: Handle | None) -> Any:
        assert handle is not None, "only what is asked of an object comes here"
        return self._objects[handle.id]

    def _find(self, name: str) -> Any:
        if name not in self._names:
            raise CallFailed("failed", f"{name} is not defined", "NameError")
        found = self._names[name]
        if isinstance(found, CallFailed):
            raise found
        return found

    def _member(self, handle: Handle, name: str) -> Any:
        try:
            return getattr(self._object(handle), name)
        except AttributeError:
            raise CallFailed("failed", f"the {handle.type_name} has no {name}", "NameError") from None

    def _apply(self, name: str, function: Callable[..., Any], request: Request) -> Reply:
        self.calls.append((name, tuple(request.args), dict(request.kwargs)))
        formulas: list[Recorded] = []
        sent = self._brought_in([list(request.args), dict(request.kwargs)], formulas)
        try:
            value = self._wanted(function(*sent[0], **sent[1]), request.want)
        except CallFailed:
            raise
        except Exception as error:
            ename = type(error).__name__
            raise CallFailed("raised", f"{ename}: {error}", ename) from error
        finally:
            figures.close_figures()
        calls = {formula.name: [tuple(found) for found in formula.calls] for formula in formulas}
        after = self._taken_out(sent)
        return Reply(value, after[0], after[1], calls=calls)

    def _wanted(self, value: Any, want: Want) -> Any:
        if want == "object":
            return self.keep(value)
        if want == "iterator":
            return self.keep(iter(value))
        if want == "figures":
            return read_figures(figures.described(value, figures.open_figures()))
        return self._taken_out(value)

    def _taken_out(self, value: Any) -> Any:
        """Return a value as it comes out of a process: a copy, with handles for objects."""
        try:
            return wire.decode(wire.encode(value, self.keep))
        except wire.CannotTravel as error:
            raise CallFailed("value", f"It gave what cannot be graded: {error}.") from error

    def _brought_in(self, value: Any, formulas: list[Recorded] | None = None) -> Any:
        """Return a value as it gets into a process: a copy, with objects for handles."""

        def resolve(reference: Handle | Formula) -> Any:
            if isinstance(reference, Handle):
                return self._objects[reference.id]
            made = Recorded(reference.expression, list(reference.parameters), reference.name)
            if formulas is not None:
                formulas.append(made)
            return made.function()

        return wire.decode(wire.encode(value), resolve)


def _kind(value: Any) -> str:
    if isinstance(value, type):
        return "class"
    return "function" if callable(value) else "value"
