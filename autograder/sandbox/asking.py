"""What can be asked of a notebook that ran; whoever answers says how, in one method."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.sandbox import messages
from autograder.sandbox.limits import Budget
from autograder.sandbox.replies import Reply
from autograder.sandbox.wire import Handle


class Asking(ABC):
    """The questions that a check asks, each a request of its own."""

    @abstractmethod
    def _request(
        self,
        operation: messages.Operation,
        budget: Budget,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        name: str,
        handle: Handle | None = None,
        want: messages.Want = "value",
    ) -> Reply:
        """Send one request and read its reply."""

    def call(
        self,
        name: str,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        budget: Budget,
        want: messages.Want = "value",
    ) -> Reply:
        """Call a function or a class of the final namespace.

        Parameters
        ----------
        name : str
            The function.
        args, kwargs
            Plain values, handles and formulas.
        budget : Budget
            The question's; the call draws it down.
        want : {'value', 'object', 'iterator', 'figures'}
            As what the result comes back: by value where it has one, always as a handle to an object, as a
            handle to take items from with `advance`, or as a list of `figure_data.Figure`.

        Returns
        -------
        Reply
            What came back.

        Raises
        ------
        CallFailed
            For every failure of the student's code.
        SandboxError
            When the sandbox itself failed.
        """
        return self._request("call", budget, args, kwargs, name, want=want)

    def method(
        self,
        handle: Handle,
        name: str,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        budget: Budget,
        want: messages.Want = "value",
    ) -> Reply:
        """Call a method of an object that stayed in the process; as `call`."""
        return self._request("method", budget, args, kwargs, name, handle, want)

    def attribute(self, handle: Handle, name: str, budget: Budget, want: messages.Want = "value") -> Reply:
        """Fetch an attribute of an object that stayed in the process; as `call`."""
        return self._request("attribute", budget, (), {}, name, handle, want)

    def assign(self, handle: Handle, name: str, value: Any, budget: Budget) -> Reply:
        """Set an attribute of an object that stayed in the process; as `call`."""
        return self._request("assign", budget, (value,), {}, name, handle)

    def advance(self, handle: Handle, budget: Budget) -> Reply:
        """Take the next item of an iterator: a list of it, or an empty list at the end; as `call`."""
        return self._request("advance", budget, (), {}, "the next item", handle)

    def value(self, name: str, budget: Budget, want: messages.Want = "value") -> Reply:
        """Fetch a top-level value; as `call`."""
        return self._request("value", budget, (), {}, name, want=want)
