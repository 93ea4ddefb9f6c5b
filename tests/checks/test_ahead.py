"""Asking ahead changes when a student's code is asked, and nothing of what a check hears."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checks.ahead import Ahead, Learner, Plan
from autograder.sandbox import Budget, CallFailed, PackedRequest, Reply, Request
from autograder.sandbox.fake import FakeSession


class Counted:
    """Answers as a fake session, and writes down in how many messages it was asked.

    Parameters
    ----------
    names : mapping of str to object
        The namespace.
    together : int
        How many of the requests of one message it answers.
    """

    def __init__(self, names: Mapping[str, Any], together: int = 1000) -> None:
        self.session = FakeSession(names)
        self.messages: list[int] = []
        self._together = together

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Answer one."""
        self.messages.append(1)
        return self.session.ask(request, budget)

    def ask_together(self, requests: Sequence[PackedRequest], budget: Budget) -> list[Reply | CallFailed]:
        """Answer the first of many."""
        self.messages.append(len(requests))
        return self.session.ask_together(requests[: self._together], budget)

    def take(self, heard: Any, request: Request, budget: Budget) -> Reply:
        """Answer one of them."""
        return self.session.take(heard, request, budget)

    def names(self) -> Mapping[str, str]:
        """Return the names."""
        return self.session.names()


def learnt(requests: Sequence[Request]) -> Plan:
    """Return the plan of a check that asks these of the solutions."""
    learner = Learner(FakeSession({"f": lambda x: x, "C": 3, "make": lambda: 1}))
    for request in requests:
        learner.ask(request, Budget(5.0))
    return learner.plan


CALLS = [Request.call("f", float(number)) for number in range(5)]


def test_all_travels_in_one_message() -> None:
    """And each answer is the request's own."""
    target = Counted({"f": lambda x: 10 * x})
    ahead = Ahead(target, learnt(CALLS))
    assert [ahead.ask(request, Budget(5.0)).value for request in CALLS] == [0.0, 10.0, 20.0, 30.0, 40.0]
    assert target.messages == [5]


def test_failures_come_when_they_are_asked_for() -> None:
    """A call that raises costs that call."""
    target = Counted({"f": lambda x: 1 / (x - 2)})
    ahead = Ahead(target, learnt(CALLS))
    heard: list[object] = []
    for request in CALLS:
        try:
            heard.append(ahead.ask(request, Budget(5.0)).value)
        except CallFailed as failure:
            heard.append(failure.status)
    assert heard == [-0.5, -1.0, "raised", 1.0, 0.5]
    assert target.messages == [5]


def test_what_a_check_leaves_out_is_passed_over() -> None:
    """The rest of a case that failed is not asked; the next case finds its answers."""
    target = Counted({"f": lambda x: x})
    ahead = Ahead(target, learnt(CALLS))
    assert [ahead.ask(CALLS[place], Budget(5.0)).value for place in (0, 3, 4)] == [0.0, 3.0, 4.0]
    assert target.messages == [5]


@pytest.mark.parametrize(
    "other",
    [
        Request.call("f", 1),
        Request.call("f", -0.0),
        Request.call("f", np.float64(1.0)),
        Request.call("g", 1.0),
        Request.call("f", 1.0).wanting("object"),
        Request.value("f"),
    ],
)
def test_what_is_not_planned_is_asked_by_itself(other: Request) -> None:
    """A value of another type is another question."""
    target = Counted({"f": lambda x: type(x).__name__, "g": lambda x: "g"})
    ahead = Ahead(target, learnt(CALLS[1:]))
    ahead.ask(CALLS[1], Budget(5.0))
    alone = FakeSession({"f": lambda x: type(x).__name__, "g": lambda x: "g"})
    try:
        expected: object = alone.ask(other, Budget(5.0)).value
    except CallFailed as failure:
        with pytest.raises(CallFailed, match=failure.message):
            ahead.ask(other, Budget(5.0))
        return
    assert ahead.ask(other, Budget(5.0)).value == expected
    assert target.messages == [4, 1]


def test_slow_code_is_asked_the_rest_later() -> None:
    """What was not answered is asked again, and in the end one by one."""
    target = Counted({"f": lambda x: x}, together=2)
    ahead = Ahead(target, learnt(CALLS))
    assert [ahead.ask(request, Budget(5.0)).value for request in CALLS] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert target.messages == [5, 3, 1]


def test_lost_code_is_asked_one_by_one() -> None:
    """Nothing is taken for an answer."""
    target = Counted({"f": lambda x: x}, together=0)
    ahead = Ahead(target, learnt(CALLS))
    assert [ahead.ask(request, Budget(5.0)).value for request in CALLS] == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert target.messages == [5, 1, 1, 1, 1, 1]


def test_answers_are_taken_with_the_checks_own_arguments() -> None:
    """Not with those of the plan, which serve every submission."""
    taken: list[Request] = []

    class Takes(Counted):
        def take(self, heard: Any, request: Request, budget: Budget) -> Reply:
            taken.append(request)
            return super().take(heard, request, budget)

    planned, mine = np.zeros(2), np.zeros(2)
    learner = Learner(FakeSession({"f": lambda x: 0}))
    for _ in range(2):
        learner.ask(Request.call("f", planned), Budget(5.0))
    Ahead(Takes({"f": lambda x: 0}), learner.plan).ask(Request.call("f", mine), Budget(5.0))
    assert taken[0].args[0] is mine


def test_plan_ends_where_an_object_stays() -> None:
    """What is asked of an object depends on the answer that made it."""
    session = FakeSession({"make": lambda: object(), "f": lambda x: x})
    learner = Learner(session)
    for request in CALLS[:2]:
        learner.ask(request, Budget(5.0))
    handle = learner.ask(Request.call("make").wanting("object"), Budget(5.0)).value
    with pytest.raises(CallFailed):
        learner.ask(Request.method(handle, "forward", 1.0), Budget(5.0))
    learner.ask(CALLS[2], Budget(5.0))
    assert [packed.request.name for packed in learner.plan] == ["f", "f", "make"]


def test_single_call_needs_no_plan() -> None:
    """There is nothing to save."""
    assert learnt(CALLS[:1]) == ()
