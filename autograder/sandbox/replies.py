"""What comes back from a submission's process, read from a student's word: cell runs, replies, failures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox import messages, wire
from autograder.sandbox.child import Answered
from autograder.sandbox.errors import CallFailed, one_line
from autograder.sandbox.figure_data import read_figures
from autograder.sandbox.request import Request

_NAME_MAX, _MESSAGE_MAX, _WARNINGS_MAX, _NAMES_MAX = 200, 2000, 50, 10_000
_KINDS = frozenset(("function", "class", "value"))


@dataclass(frozen=True)
class CellRun:
    """How one cell ran.

    Attributes
    ----------
    index : int
        The cell's place in the notebook, as it was given.
    status : str
        ``passed``, ``raised``, what ended the process, or ``skipped``.
    message : str
        The reason in words; '' when it passed.
    outputs : list of dict
        In nbformat's shape: text and PNG only.
    cpu_s : float
        CPU seconds it used.
    """

    index: int
    status: str
    message: str = ""
    outputs: list[dict[str, Any]] = field(default_factory=list)
    cpu_s: float = 0.0


@dataclass(frozen=True)
class Reply:
    """What a call gave back.

    Attributes
    ----------
    value : object
        A plain value, or a `Handle`, or plain containers of them.
    args : list
        The positional arguments as they stand after the call.
    kwargs : dict
        The keyword arguments as they stand after the call.
    warnings : list of (str, str)
        Category and text of the warnings raised.
    cpu_s : float
        CPU seconds it took.
    calls : dict of str to list of tuple
        With what arguments each formula among the arguments was called, in order, by its name.
    """

    value: Any
    args: Sequence[Any] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    cpu_s: float = 0.0
    calls: Mapping[str, list[tuple[Any, ...]]] = field(default_factory=dict)


def read_reply(answered: Answered, request: Request) -> tuple[Reply, int]:
    """Read a reply that went well.

    Parameters
    ----------
    answered : Answered
        What came.
    request : Request
        What was asked; its arguments stand in the reply where the call left them alone.

    Returns
    -------
    tuple of (Reply, int)
        The reply, and about how many bytes of memory it takes.

    Raises
    ------
    WireError
        When it is no reply.
    """
    value, value_bytes = wire.weigh(answered.value)
    after, after_bytes = wire.weigh(answered.arguments)
    if request.want == "figures":
        value = read_figures(value)
    if request.want in ("object", "iterator") and not isinstance(value, wire.Handle):
        raise wire.WireError("an object that is none")
    args, kwargs = request.args, request.kwargs
    calls: Mapping[str, list[tuple[Any, ...]]] = {}
    if after is not None:
        args, kwargs, calls = _arguments(after)
    reply = Reply(value, list(args), dict(kwargs), _warnings(answered), answered.cpu_s, calls)
    return reply, value_bytes + after_bytes


def read_failure(reply: messages.ReplyHead, what: str) -> CallFailed | None:
    """Turn a child's answer into a failure, or into None when there is none."""
    line = reply.line if reply.line > 0 else None
    ename, text = reply.ename[:_NAME_MAX], reply.message[:_MESSAGE_MAX]
    if reply.answer == "ok":
        return None
    if reply.answer == "missing":
        return CallFailed("failed", text, "NameError")
    if reply.answer == "memory":
        return CallFailed("memory", f"Memory ran out in {what}.", "MemoryError", line)
    if reply.answer == "value":
        return CallFailed("value", f"{what} gave what cannot be graded: {text}.")
    message = f"{ename}: {text}" if text else ename
    place = f" (line {line} of its cell)" if line else ""
    return CallFailed("raised", message + place, ename, line)


def read_names(frame: memoryview) -> dict[str, str]:
    """Read the names that a process says it has, with their kinds.

    Raises
    ------
    WireError
        When they are none.
    """
    found = wire.decode(frame)
    if type(found) is not dict or len(found) > _NAMES_MAX:
        raise wire.WireError("names that are none")
    return {name: kind for name, kind in found.items() if name.isidentifier() and kind in _KINDS}


def read_put_back(frame: memoryview, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Read which of the names that were asked for a process says it has put back.

    Raises
    ------
    WireError
        When they are none.
    """
    found = wire.decode(frame)
    if type(found) is not list or not all(type(name) is str for name in found):
        raise wire.WireError("names that are none")
    return tuple(name for name in asked if name in set(found))


def _warnings(answered: Answered) -> list[tuple[str, str]]:
    found = answered.reply.warnings[:_WARNINGS_MAX]
    return [(one_line(name)[:_NAME_MAX], one_line(text)[:_MESSAGE_MAX]) for name, text in found]


def _arguments(
    after: object,
) -> tuple[Sequence[Any], Mapping[str, Any], Mapping[str, list[tuple[Any, ...]]]]:
    if type(after) is not list or len(after) not in (2, 3):
        raise wire.WireError("arguments that are none")
    args, kwargs = after[:2]
    if type(args) is not list or type(kwargs) is not dict:
        raise wire.WireError("arguments that are none")
    return args, kwargs, _calls(after[2]) if len(after) == 3 else {}


def _calls(recorded: object) -> dict[str, list[tuple[Any, ...]]]:
    calls: dict[str, list[tuple[Any, ...]]] = {}
    try:
        for name, found in recorded:  # type: ignore[attr-defined]
            calls.setdefault(name, []).extend(tuple(arguments) for arguments in found)
    except (TypeError, ValueError) as error:
        raise wire.WireError("calls that are none") from error
    return calls
