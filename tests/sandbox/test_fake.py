"""The fake session answers as the real one does: one contract, held by both."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import (
    Budget,
    CallFailed,
    Figure,
    Formula,
    Handle,
    Limits,
    Reply,
    Request,
    Session,
    Zygote,
)
from autograder.sandbox.fake import FakeSession

pytestmark = pytest.mark.sandbox

SOURCE = """
LIMIT = 3
NUMBERS = {"a": (1, [2.5, None]), "b": True}
DRAWN = object()

class Counter:
    def __init__(self, start=0):
        self.count = start
    def add(self, *more, times=1):
        self.count += times * sum(more)
        return self.count
    def other(self):
        return Counter(self.count)
    def fail(self):
        raise KeyError("no")

def add(x, y=1): return x + y
def sort(values, into): values.sort(); into["done"] = values[0]
def make(start): return Counter(start)
def count_of(counter): return counter.count
def squares(): return (n * n for n in (2, 3))
def broken(): return 1 / 0
def apply(f): return [f(1.0), f(2.0)]
def unfit(): return {1, object()}
def draw():
    from matplotlib import pyplot as plt
    plt.figure(); plt.title("Drawn"); plt.plot([0, 1], [2, 3])
"""

Ask = Callable[[Request], Reply]


@pytest.fixture(params=["session", "fake"])
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    """Give what answers requests: a real session, or a fake of the same functions."""
    if request.param == "fake":
        scope: dict[str, Any] = {}
        exec(SOURCE, scope)
        target: Session | FakeSession = FakeSession(scope)
    else:
        zygote: Zygote = request.getfixturevalue("zygote")
        target = Session(zygote, [(0, SOURCE)], Limits())
    with target as opened:
        yield lambda asked: opened.ask(asked, Budget(20.0))


def kept(ask: Ask, asked: Request) -> Handle:
    """Return the handle that is the answer."""
    answer = ask(asked).value
    assert isinstance(answer, Handle)
    return answer


@pytest.mark.parametrize("name", [name for name in dir(Session) if not name.startswith("_")])
def test_fake_offers_what_a_session_offers(name: str) -> None:
    """Every public part of a session is there."""
    assert hasattr(FakeSession(), name)


def test_call_gives_a_value_and_what_became_of_its_arguments(ask: Ask) -> None:
    """Arguments go by value: what a function does to them is told, and ours stay."""
    assert ask(Request.call("add", 2)).value == 3
    assert ask(Request.call("add", 2, y=0.5)).value == 2.5
    values, into = [3, 1, 2], {"done": None}
    reply = ask(Request.call("sort", values, into=into))
    assert (reply.value, reply.args, reply.kwargs) == (None, [[1, 2, 3]], {"into": {"done": 1}})
    assert (values, into) == ([3, 1, 2], {"done": None})


def test_call_gives_a_handle_to_what_has_no_value(ask: Ask) -> None:
    """An object stays where it is; passed back it is the same object."""
    counter = kept(ask, Request.call("make", 4))
    assert counter.type_name == "Counter"
    assert ask(Request.call("count_of", counter)).value == 4
    assert ask(Request.call("count_of", counter)).args == [counter]


def test_object_is_wanted_where_there_is_a_value(ask: Ask) -> None:
    """What could come back by value is kept when that is wanted."""
    three = kept(ask, Request.call("add", 2).wanting("object"))
    assert three.type_name == "int"
    assert ask(Request.call("add", three, 1)).value == 4
    assert kept(ask, Request.value("LIMIT").wanting("object")).type_name == "int"


def test_method_attribute_and_assignment_share_the_object(ask: Ask) -> None:
    """What a method leaves is read, and what is set is what a method finds."""
    counter = kept(ask, Request.call("Counter", start=1))
    reply = ask(Request.method(counter, "add", 1, 2, times=2))
    assert (reply.value, reply.args, reply.kwargs) == (7, [1, 2], {"times": 2})
    assert ask(Request.attribute(counter, "count")).value == 7
    reply = ask(Request.assign(counter, "count", 10))
    assert (reply.value, reply.args) == (None, [10])
    assert ask(Request.method(counter, "add")).value == 10
    other = kept(ask, Request.method(counter, "other"))
    ask(Request.assign(counter, "friend", other))
    ask(Request.assign(other, "count", 5))
    friend = kept(ask, Request.attribute(counter, "friend"))
    assert ask(Request.attribute(friend, "count")).value == 5


def test_value_comes_as_it_is(ask: Ask) -> None:
    """A top-level value comes with its containers, or as a handle where it has no value."""
    found = ask(Request.value("NUMBERS")).value
    assert found == {"a": (1, [2.5, None]), "b": True}
    assert type(found["a"]) is tuple
    assert kept(ask, Request.value("DRAWN")).type_name == "object"


def test_iterator_gives_its_items_one_by_one(ask: Ask) -> None:
    """Each item comes in a list of its own; an empty list is the end."""
    squares = kept(ask, Request.call("squares").wanting("iterator"))
    assert [ask(Request.advance(squares)).value for _ in range(4)] == [[4], [9], [], []]


def test_figures_come_as_data(ask: Ask) -> None:
    """What a function draws comes back as what it shows."""
    (figure,) = ask(Request.call("draw").wanting("figures")).value
    assert isinstance(figure, Figure)
    assert figure.axes[0].title == "Drawn"
    np.testing.assert_array_equal(figure.axes[0].lines[0].y, [2.0, 3.0])


def test_formula_is_called_there_and_its_calls_are_told(ask: Ask) -> None:
    """A function of the check's is written as a formula; with what it was called comes back."""
    reply = ask(Request.call("apply", Formula("3*x", "x", name="triple")))
    assert reply.value == [3.0, 6.0]
    assert reply.calls == {"triple": [(1.0,), (2.0,)]}


@pytest.mark.parametrize(
    ("asked", "status", "ename", "words"),
    [
        (Request.call("nothing"), "failed", "NameError", "nothing is not defined"),
        (Request.value("nothing"), "failed", "NameError", "nothing is not defined"),
        (Request.call("broken"), "raised", "ZeroDivisionError", "ZeroDivisionError: division by zero"),
        (Request.call("add"), "raised", "TypeError", "TypeError: add() missing 1 required positional"),
    ],
)
def test_failures_are_alike(ask: Ask, asked: Request, status: str, ename: str, words: str) -> None:
    """A missing name and a raised exception have the same status, name and words."""
    with pytest.raises(CallFailed) as caught:
        ask(asked)
    assert (caught.value.status, caught.value.ename) == (status, ename)
    assert caught.value.message.startswith(words)


def test_failures_of_objects_are_alike(ask: Ask) -> None:
    """What an object has not, and what its method raises."""
    counter = kept(ask, Request.call("make", 4))
    for asked in (Request.attribute(counter, "nothing"), Request.method(counter, "nothing")):
        with pytest.raises(CallFailed, match="the Counter has no nothing") as missing:
            ask(asked)
        assert (missing.value.status, missing.value.ename) == ("failed", "NameError")
    with pytest.raises(CallFailed, match="KeyError") as raised:
        ask(Request.method(counter, "fail"))
    assert (raised.value.status, raised.value.ename) == ("raised", "KeyError")
