"""The `student` fixture: a check's only way to the student's code.

Every call goes by value into the sandbox and comes back as a plain value, or as something that stands for an
object which stays there: an instance of a student's class, a function that was returned, an iterator.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.checks.transcript import Channel, Target, Transcript
from autograder.checks.values import floats
from autograder.mathematics.tasks import Aspect
from autograder.models import Exhibit
from autograder.sandbox import Budget, CallFailed, Figure, Handle, Reply, Request, Want
from autograder.sandbox.messages import Operation

ITEMS_MAX = 10_000
"""Most items taken from one iterator of a student's, which could be endless."""

_VARIES = 1e-6
"""The least spread, beside their size, of a function's values that depend on its input."""


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


class Student:
    """The student's final namespace as a check sees it.

    ``student.softmax([1, 2])`` calls; ``student.value("WEIGHTS")`` fetches a constant. What fails in the
    student's code ends the check with the matching status by itself.

    A class is called like a function: ``layer = student.Layer(3, 2)`` makes an object that stays in the
    sandbox, whatever it could be turned into. Its methods are called (``layer.forward(X)``), its attributes
    read (``layer.value("W")``) and set (``layer.set("W", W)``), and it can be passed to other functions of
    the student's, as can the functions themselves: ``student.train([layer], activation=student.relu)``. Where
    a student's function takes a function of the check's, pass a `Formula`.
    """

    def __init__(self, target: Target, budget: Budget, transcript: Transcript) -> None:
        self._channel = Channel(target, budget, transcript, StudentObject)

    def __getattr__(self, name: str) -> "StudentFunction":
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(self._channel, name)

    def function(self, name: str) -> "StudentFunction":
        """Return a function or class by its name, also where the name is one of this object's own."""
        return StudentFunction(self._channel, name)

    def value(self, name: str) -> Any:
        """Return a constant that the notebook defines at top level."""
        return self._channel.ask(Request.value(name)).value

    def figures(self, name: str) -> list[Figure]:
        """Return what a figure, or the figure of some axes, shows that the notebook keeps under a name."""
        found: list[Figure] = self._channel.ask(Request.value(name).wanting("figures")).value
        return found

    def has(self, name: str) -> bool:
        """Say whether the notebook defines `name` at top level."""
        return name in self._channel.target.names()

    def mistake(self, *names: str, message: str = "") -> NoReturn:
        """End the check as failed for known mistakes (stems of wrong/ files)."""
        raise KnownMistake(names, message)

    def doubt(self, reason: str) -> NoReturn:
        """End the check undecided: a person has to look, and no score is written until then."""
        raise Pending(reason)

    def require(self, aspect: Aspect) -> None:
        """End the check as failed when this does not hold, undecided when it is unknown.

        Parameters
        ----------
        aspect : Aspect
            One thing that the fixture `mathematics` judged of a derivation.
        """
        if aspect.verdict == "fails":
            pytest.fail(aspect.message, pytrace=False)
        if aspect.verdict == "unknown":
            self.doubt(aspect.message)

    def note(self, text: str) -> None:
        """Add a remark to the feedback that changes nothing."""
        self._channel.transcript.notes.append(text)

    def exhibit(self, exhibit: Exhibit) -> None:
        """Show something of the student's back in the feedback."""
        self._channel.transcript.exhibits.append(exhibit)


class StudentFunction:
    """A function, a class or a method of the student's; calling it calls theirs.

    It can be passed to another function of the student's, which then gets the function itself.
    """

    def __init__(self, channel: Channel, name: str, owner: Handle | None = None) -> None:
        self._channel = channel
        self._name = name
        self._owner = owner

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it with arguments by value and return the value, or what stands for an object.

        Of a class that is always an object, whatever its instances could be turned into.
        """
        return self.new(*args, **kwargs) if self._is_class else self.reply(*args, **kwargs).value

    @property
    def _is_class(self) -> bool:
        """Whether it is a class, or stands where one was asked for: what is wrongly there has no methods."""
        written_as_one = self._name[:1].isupper() and not self._name.isupper()
        return self._owner is None and (
            written_as_one or self._channel.target.names().get(self._name) == "class"
        )

    def reply(self, *args: Any, **kwargs: Any) -> Reply:
        """Call it and return the whole reply.

        Returns
        -------
        Reply
            The value, the arguments as they stand after the call, the warnings, and with what each `Formula`
            among the arguments was called.
        """
        return self._channel.ask(self._request(args, kwargs))

    def new(self, *args: Any, **kwargs: Any) -> "StudentObject":
        """Call it and return what stands for the result, even where that could come back by value.

        A function that makes an instance of a class made from ``list`` or ``ndarray`` would otherwise give a
        plain list or array, without its methods.
        """
        made: StudentObject = self._channel.ask(self._request(args, kwargs, "object")).value
        return made

    def iterate(self, *args: Any, **kwargs: Any) -> "StudentIterator":
        """Call it and return an iterator over the result, which computes each item only when it is taken.

        Without this a generator's items come back as a list, all at once.
        """
        return StudentIterator(
            self._channel, self._channel.put(self._request(args, kwargs, "iterator")).value
        )

    def figures(self, *args: Any, **kwargs: Any) -> list[Figure]:
        """Call it and return what the figures show that it returned or drew, as data.

        Returns
        -------
        list of Figure
            Axes with their lines, points, bars, words, limits and scales; empty where it drew nothing.
        """
        found: list[Figure] = self._channel.ask(self._request(args, kwargs, "figures")).value
        return found

    def _request(self, args: Sequence[Any], kwargs: Mapping[str, Any], want: Want = "value") -> Request:
        operation: Operation = "call" if self._owner is None else "method"
        return Request(operation, self._name, args, kwargs, self._owner, want)

    @property
    def _handle(self) -> Handle:
        """The function itself, for passing it on."""
        operation: Operation = "value" if self._owner is None else "attribute"
        request = Request(operation, self._name, handle=self._owner, want="object")
        handle: Handle = self._channel.target.ask(request, self._channel.budget).value
        return handle


class StudentObject:
    """An object that stayed in the sandbox; its methods run there, and it can be passed to functions.

    ``estimator.predict(X)`` calls a method; ``estimator.value("coef_")`` fetches an attribute. Calling the
    object calls it, where it is a function that was returned or has a ``__call__``.
    """

    def __init__(self, channel: Channel, handle: Handle) -> None:
        self._channel = channel
        self._handle = handle

    def __getattr__(self, name: str) -> StudentFunction:
        if name.startswith("_"):
            raise AttributeError(name)
        return StudentFunction(self._channel, name, self._handle)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it with arguments by value and return the value."""
        return StudentFunction(self._channel, "__call__", self._handle)(*args, **kwargs)

    @property
    def type_name(self) -> str:
        """Name of the object's class, in the student's word."""
        return self._handle.type_name

    def method(self, name: str) -> StudentFunction:
        """Return a method by its name, also where the name is one of this object's own or special."""
        return StudentFunction(self._channel, name, self._handle)

    def value(self, name: str) -> Any:
        """Return an attribute of the object."""
        return self._channel.ask(Request.attribute(self._handle, name)).value

    def set(self, name: str, value: Any) -> None:
        """Set an attribute of the object to a plain value or another object of the student's."""
        self._channel.ask(Request.assign(self._handle, name, value))


class StudentIterator(Iterator[Any]):
    """An iterator of the student's: each item is computed in the sandbox when it is taken, within the limits.

    Raises
    ------
    CallFailed
        While iterating: whatever goes wrong in the student's code, and after ten thousand items.
    """

    def __init__(self, channel: Channel, handle: Handle) -> None:
        self._channel = channel
        self._handle = handle
        self._taken = 0

    def __next__(self) -> Any:
        """Return the next item."""
        if self._taken >= ITEMS_MAX:
            raise CallFailed("value", f"There is no end to it: more than {ITEMS_MAX} items came.")
        items = self._channel.ask(Request.advance(self._handle)).value
        if not isinstance(items, list) or not items:
            raise StopIteration
        self._taken += 1
        return items[0]


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


class CarriedForward:
    """A student's earlier function standing in for the truth; its numbers are remembered.

    Following through needs values that mean something: `degenerate` tells those apart that would make any
    later answer right (not finite, or the same number for every input, up to rounding).
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
        if values.size < 2 or not np.isfinite(values).all():
            return True
        return bool(np.ptp(values) <= _VARIES * np.abs(values).max())


ENDINGS = (CallFailed, KnownMistake, Pending, AssertionError, pytest.fail.Exception, pytest.skip.Exception)
"""Every way in which a check may end other than by passing; anything else is a fault of ours."""
