"""A session of canned answers, for tests of what stands on the sandbox: no process is started."""

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from autograder.sandbox.errors import CallFailed
from autograder.sandbox.limits import Budget
from autograder.sandbox.replies import CellRun, Reply
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
    """

    def __init__(self, names: Mapping[str, Any] | None = None, runs: Sequence[CellRun] = ()) -> None:
        self._names = dict(names or {})
        self._runs = list(runs)
        self._objects: list[Any] = []
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

    def keep(self, value: Any) -> Handle:
        """Return a handle to an object, for a canned function to return."""
        self._objects.append(value)
        return Handle(len(self._objects) - 1, type(value).__name__)

    def call(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], budget: Budget) -> Reply:
        """Call a canned function."""
        return self._apply(name, self._find(name), args, kwargs)

    def method(
        self, handle: Handle, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], budget: Budget
    ) -> Reply:
        """Call a method of a kept object."""
        return self._apply(f"{handle.type_name}.{name}", self._member(handle, name), args, kwargs)

    def attribute(self, handle: Handle, name: str, budget: Budget) -> Reply:
        """Fetch an attribute of a kept object."""
        return Reply(self._member(handle, name))

    def value(self, name: str, budget: Budget) -> Reply:
        """Fetch a canned value."""
        return Reply(self._find(name))

    def _find(self, name: str) -> Any:
        if name not in self._names:
            raise CallFailed("failed", f"{name} is not defined", "NameError")
        found = self._names[name]
        if isinstance(found, CallFailed):
            raise found
        return found

    def _member(self, handle: Handle, name: str) -> Any:
        try:
            return getattr(self._objects[handle.id], name)
        except AttributeError:
            raise CallFailed("failed", f"the {handle.type_name} has no {name}", "NameError") from None

    def _apply(
        self, name: str, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Reply:
        self.calls.append((name, tuple(args), dict(kwargs)))
        try:
            value = function(*args, **kwargs)
        except CallFailed:
            raise
        except Exception as error:
            ename = type(error).__name__
            raise CallFailed("raised", f"{ename}: {error}", ename) from error
        return Reply(value, list(args), dict(kwargs))


def _kind(value: Any) -> str:
    if isinstance(value, type):
        return "class"
    return "function" if callable(value) else "value"
