"""Requests that travel together: each is answered as if it had come by itself, and a loss costs nothing."""

import pytest

from autograder.models import Limits
from autograder.sandbox import Budget, CallFailed, PackedRequest, Request, Zygote
from tests.builders.sessions import session

pytestmark = pytest.mark.sandbox

CELLS = """
import os, time, sys
seen = []
def double(x):
    seen.append(x)
    return 2 * x
def count():
    return len(seen)
def raises(x):
    raise ValueError("no " + str(x))
def spoils(x):
    x[0] = 7
    return 0
def slow(x):
    end = time.process_time() + 0.03
    while time.process_time() < end:
        pass
    return x
def endless(x):
    while True:
        pass
def dies(x):
    os._exit(3)
def prints(x):
    print("printed " * 100)
    return x
def forges(x):
    os.write(4, b"\\xff" * 400)
    return x
"""


def packed(*requests: Request) -> list[PackedRequest]:
    """Pack requests."""
    return [PackedRequest(request, request.packed()) for request in requests]


def test_each_is_answered_as_by_itself(zygote: Zygote) -> None:
    """Values, failures, missing names, changed arguments: in order, and once each."""
    requests = packed(
        Request.call("double", 4),
        Request.call("raises", 5),
        Request.call("nothing", 6),
        Request.call("spoils", [1, 2]),
        Request.call("double", x=8),
        Request.call("count"),
    )
    with session(zygote, CELLS) as opened:
        first, second, third, fourth, fifth, sixth = opened.ask_together(requests, Budget(5.0))
        alone = []
        for request in requests[1:3]:
            with pytest.raises(CallFailed) as caught:
                opened.ask(request.request, Budget(5.0))
            alone.append(caught.value)
    assert not isinstance(first, CallFailed)
    assert first.value == 8
    for together, single in zip((second, third), alone, strict=True):
        assert isinstance(together, CallFailed)
        assert (together.status, together.message, together.ename) == (
            single.status,
            single.message,
            single.ename,
        )
    assert not isinstance(fourth, CallFailed)
    assert fourth.args == [[7, 2]]
    assert not isinstance(fifth, CallFailed)
    assert fifth.value == 16
    assert fifth.kwargs["x"] is requests[4].request.kwargs["x"]
    assert not isinstance(sixth, CallFailed)
    assert sixth.value == 2


def test_slow_code_answers_some(zygote: Zygote) -> None:
    """Each call keeps its own limits: the rest is left to be asked by itself."""
    with session(zygote, CELLS) as opened:
        answers = opened.ask_together(packed(*[Request.call("slow", n) for n in range(20)]), Budget(5.0))
        assert 1 <= len(answers) < 20
        assert [reply.value for reply in answers if not isinstance(reply, CallFailed)] == list(
            range(len(answers))
        )
        assert opened.restarts == 0


@pytest.mark.parametrize("name", ["endless", "dies"])
def test_loss_costs_nothing(zygote: Zygote, name: str) -> None:
    """The question keeps its budget; the calls around the bad one can still be asked."""
    budget = Budget(3.0)
    requests = [Request.call("double", 1), Request.call(name, 2), Request.call("double", 3)]
    with session(zygote, CELLS, limits=Limits(question_cpu_s=3.0)) as opened:
        assert opened.ask_together(packed(*requests), budget) == []
        assert (budget.used_s, budget.lost_processes) == (0.0, 0)
        assert opened.ask(requests[0], budget).value == 2
        with pytest.raises(CallFailed) as caught:
            opened.ask(requests[1], budget)
        assert caught.value.status == ("cpu" if name == "endless" else "exit")


def test_only_one_process_is_lost_so(zygote: Zygote) -> None:
    """Cells run again once more at most, whatever the checks are that follow."""
    requests = packed(Request.call("dies", 1), Request.call("double", 2))
    with session(zygote, CELLS) as opened:
        assert opened.ask_together(requests, Budget(5.0)) == []
        assert opened.ask_together(requests[1:] * 2, Budget(5.0)) == []
        assert opened.ask(requests[1].request, Budget(5.0)).value == 4
        assert opened.restarts == 1


def test_forged_reply_is_the_students(zygote: Zygote) -> None:
    """It is no answer, costs the question a process, and has the status that is flagged."""
    budget = Budget(5.0)
    with session(zygote, CELLS) as opened:
        answers = opened.ask_together(packed(Request.call("forges", 1), Request.call("double", 2)), budget)
    assert [answer.status for answer in answers if isinstance(answer, CallFailed)] == ["protocol"]
    assert budget.lost_processes == 1


def test_what_is_printed_counts(zygote: Zygote) -> None:
    """Against the question's own limit."""
    budget = Budget(5.0)
    with session(zygote, CELLS) as opened:
        answers = opened.ask_together(packed(*[Request.call("prints", n) for n in range(4)]), budget)
    assert len(answers) == 4
    assert budget.printed_bytes == 4 * 801


def test_spent_budget_asks_nothing(zygote: Zygote) -> None:
    """As for a call by itself, whose refusal says why."""
    budget = Budget(1.0)
    budget.draw(2.0)
    with session(zygote, CELLS) as opened:
        assert opened.ask_together(packed(*[Request.call("double", n) for n in range(3)]), budget) == []
        assert opened.ask(Request.call("count"), Budget(5.0)).value == 0
