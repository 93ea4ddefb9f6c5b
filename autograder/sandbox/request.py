"""What can be asked of a notebook that ran: one request, whoever answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from autograder.sandbox import wire
from autograder.sandbox.messages import Operation, Want
from autograder.sandbox.wire import Handle


@dataclass(frozen=True)
class Request:
    """One thing asked of a student's code.

    The short ways to make one take a student's arguments as they are, so that no name of theirs is taken.

    Attributes
    ----------
    operation : {'call', 'method', 'value', 'attribute', 'assign', 'advance'}
        What to do: call a function or class of the final namespace, call a method of an object that stayed in
        the process, fetch a top-level value or an object's attribute, set an attribute to the one argument,
        or take the next item of an iterator: a list of it, or an empty list at the end.
    name : str
        The function, method, constant or attribute.
    args, kwargs
        Plain values, handles and formulas.
    handle : Handle or None
        The object whose method, attribute or next item it is.
    want : {'value', 'object', 'iterator', 'figures'}
        As what the result comes back: by value where it has one, always as a handle to an object, as a
        handle to take items from with `advance`, or as a list of `figure_data.Figure`.
    """

    operation: Operation
    name: str
    args: Sequence[Any] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    handle: Handle | None = None
    want: Want = "value"

    @classmethod
    def call(cls, name: str, /, *args: Any, **kwargs: Any) -> Self:
        """Return the request to call a function or a class."""
        return cls("call", name, args, kwargs)

    @classmethod
    def method(cls, handle: Handle, name: str, /, *args: Any, **kwargs: Any) -> Self:
        """Return the request to call a method."""
        return cls("method", name, args, kwargs, handle)

    @classmethod
    def value(cls, name: str) -> Self:
        """Return the request for a top-level value."""
        return cls("value", name)

    @classmethod
    def attribute(cls, handle: Handle, name: str) -> Self:
        """Return the request for an attribute."""
        return cls("attribute", name, handle=handle)

    @classmethod
    def assign(cls, handle: Handle, name: str, value: Any) -> Self:
        """Return the request to set an attribute."""
        return cls("assign", name, (value,), handle=handle)

    @classmethod
    def advance(cls, handle: Handle) -> Self:
        """Return the request for an iterator's next item."""
        return cls("advance", "next", handle=handle)

    def wanting(self, want: Want) -> Self:
        """Return the same request, its result wanted as something else."""
        return replace(self, want=want)

    @property
    def what(self) -> str:
        """What is asked for, as messages name it."""
        if self.operation == "advance":
            return "the next item"
        return f"{self.name}()" if self.operation in ("call", "method") else self.name

    def packed(self) -> bytes:
        """Return the arguments as they are sent.

        Raises
        ------
        CannotTravel
            When one of them has no plain form.
        """
        return wire.encode([list(self.args), dict(self.kwargs)])


@dataclass(frozen=True)
class PackedRequest:
    """A request without a handle, packed once to be sent often.

    Attributes
    ----------
    request : Request
        What is asked.
    packed : bytes
        Its arguments as they are sent.
    """

    request: Request
    packed: bytes


def packed_together(requests: Sequence[PackedRequest]) -> bytes:
    """Return the frame that asks for all of them in one message."""
    asked = ((packed.request, packed.packed) for packed in requests)
    return wire.encode([[it.operation, it.name, it.want, arguments] for it, arguments in asked])
