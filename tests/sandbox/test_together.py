"""Requests that travel together: each is answered as if it had come by itself, and a loss costs nothing."""

import re

import pytest

from autograder.models import Limits
from autograder.sandbox import Budget, CallFailed, PackedRequest, Reply, Request, Session, Zygote
from autograder.sandbox.child import Lost
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
def prints_much(x):
    print("printed " * 100_000)
    return x
def forges(x):
    os.write(4, b"\\xff" * 400)
    return x
def closes(x):
    os.close(4)
    time.sleep(60)
def needs_memory(x):
    raise MemoryError
def warns(x):
    import warnings
    warnings.warn("careful")
    return x
def large(x):
    seen.append(x)
    return "x" * 3_000_000
"""


def packed(*requests: Request) -> list[PackedRequest]:
    """Pack requests."""
    return [PackedRequest(request, request.packed()) for request in requests]


def taken(opened: Session, requests: list[PackedRequest], budget: Budget) -> list[Reply | CallFailed]:
    """Send requests together and take what became of the first of them."""
    found: list[Reply | CallFailed] = []
    for heard, request in zip(opened.ask_together(requests, budget), requests, strict=False):
        try:
            found.append(opened.take(heard, request.request, budget))
        except CallFailed as failure:
            found.append(failure)
    return found


def told(answer: Reply | CallFailed) -> object:
    """Return what a check hears of an answer."""
    if isinstance(answer, CallFailed):
        return answer.status, answer.message, answer.ename, answer.cell_line
    return answer.value, list(answer.args), dict(answer.kwargs), answer.warnings


def one_by_one(opened: Session, requests: list[PackedRequest], budget: Budget) -> list[Reply | CallFailed]:
    """Ask each by itself."""
    found: list[Reply | CallFailed] = []
    for packed_request in requests:
        try:
            found.append(opened.ask(packed_request.request, budget))
        except CallFailed as failure:
            found.append(failure)
    return found


def test_each_is_answered_as_by_itself(zygote: Zygote) -> None:
    """Values, failures, missing names, changed arguments, warnings: in order, and once each."""
    requests = packed(
        Request.call("double", 4),
        Request.call("raises", 5),
        Request.call("nothing", 6),
        Request.call("spoils", [1, 2]),
        Request.call("double", x=8),
        Request.call("warns", 1.0),
        Request.call("count"),
        Request.value("seen"),
    )
    with session(zygote, CELLS) as opened:
        together = taken(opened, requests, Budget(5.0))
    with session(zygote, CELLS) as opened:
        alone = one_by_one(opened, requests, Budget(5.0))
    assert [told(answer) for answer in together] == [told(answer) for answer in alone]
    assert len(together) == len(requests)


def test_what_was_left_alone_is_the_callers_own(zygote: Zygote) -> None:
    """The very object, though the request was packed before."""
    mine = [1, 2, 3]
    requests = packed(Request.call("double", [1, 2, 3]), Request.call("count"))
    with session(zygote, CELLS) as opened:
        heard = opened.ask_together(requests, Budget(5.0))
        assert opened.take(heard[0], Request.call("double", mine), Budget(5.0)).args[0] is mine


def test_slow_code_answers_some(zygote: Zygote) -> None:
    """The rest is left to be asked by itself; nothing is lost."""
    requests = packed(*[Request.call("slow", number) for number in range(20)])
    with session(zygote, CELLS) as opened:
        answers = taken(opened, requests, Budget(5.0))
        assert 1 <= len(answers) < len(requests)
        assert [told(answer) for answer in answers] == [(n, [n], {}, []) for n in range(len(answers))]
        assert opened.restarts == 0
        assert len(opened.ask_together(requests, Budget(5.0))) >= 1


@pytest.mark.parametrize("name", ["endless", "dies", "prints_much", "forges", "closes", "needs_memory"])
def test_bad_call_costs_itself(zygote: Zygote, name: str) -> None:
    """With the status and the words of a call by itself, and only when it is taken."""
    limits = Limits(question_cpu_s=1.0, output_kb=64, memory_mb=128)
    requests = packed(Request.call("double", 1), Request.call(name, 2), Request.call("double", 3))
    with session(zygote, CELLS, limits=limits) as opened:
        budget = Budget(1.0)
        heard = opened.ask_together(requests, budget)
        assert (budget.used_s, budget.lost_processes, budget.printed_bytes) == (0.0, 0, 0)
        assert opened.take(heard[0], requests[0].request, budget).value == 2
        assert budget.lost_processes == 0
        with pytest.raises(CallFailed) as together:
            opened.take(heard[1], requests[1].request, budget)
        assert budget.lost_processes == 1
        assert budget.used_s > (0.9 if name == "endless" else 0.0)
        assert opened.ask(requests[2].request, Budget(1.0)).value == 6
    with session(zygote, CELLS, limits=limits) as opened, pytest.raises(CallFailed) as alone:
        opened.ask(requests[1].request, Budget(1.0))
    assert together.value.status == alone.value.status
    assert without_numbers(together.value.message) == without_numbers(alone.value.message)


def without_numbers(message: str) -> str:
    """Return a message without what was measured."""
    return re.sub(r"[0-9.]+", "#", message)


def test_calls_that_are_not_taken_cost_the_question_nothing(zygote: Zygote) -> None:
    """A check that stops before the bad call leaves the question's seconds to the next one."""
    requests = packed(Request.call("double", 1), Request.call("endless", 2))
    budget = Budget(1.0)
    with session(zygote, CELLS, limits=Limits(question_cpu_s=1.0)) as opened:
        heard = opened.ask_together(requests, budget)
        opened.take(heard[0], requests[0].request, budget)
        assert budget.used_s < 0.5
        assert opened.ask(requests[0].request, budget).value == 2


def test_only_one_process_is_lost_so(zygote: Zygote) -> None:
    """Cells run again once more at most, whatever the checks are that follow."""
    requests = packed(Request.call("dies", 1), Request.call("double", 2))
    with session(zygote, CELLS) as opened:
        assert [type(heard) for heard in opened.ask_together(requests, Budget(5.0))] == [Lost]
        assert opened.ask_together(requests[1:] * 2, Budget(5.0)) == []
        assert opened.ask(requests[1].request, Budget(5.0)).value == 4
        assert opened.restarts == 1


def test_what_is_printed_counts_for_who_printed_it(zygote: Zygote) -> None:
    """Against its own limit and, when it is taken, the question's; what follows is asked again."""
    requests = packed(Request.call("double", 1), *[Request.call("prints", n) for n in range(4)])
    budget = Budget(5.0)
    with session(zygote, CELLS) as opened:
        heard = opened.ask_together(requests, budget)
        assert [entry.printed_bytes for entry in heard] == [0, 801]
        opened.take(heard[0], requests[0].request, budget)
        assert budget.printed_bytes == 0
        opened.take(heard[1], requests[1].request, budget)
    assert budget.printed_bytes == 801


def test_large_answers_come_whole(zygote: Zygote) -> None:
    """Each once; what comes after them is asked by itself."""
    requests = packed(Request.call("large", 1), Request.call("count"), Request.call("count"))
    with session(zygote, CELLS) as opened:
        answers = taken(opened, requests, Budget(5.0))
        assert [told(answer)[0] for answer in answers] == ["x" * 3_000_000]  # type: ignore[index]
        assert opened.ask(requests[1].request, Budget(5.0)).value == 1


def test_nothing_is_taken_on_a_spent_budget(zygote: Zygote) -> None:
    """It was answered, and is refused with the reason that a call by itself would have been refused with."""
    requests = packed(Request.call("double", 1), Request.call("double", 2))
    budget = Budget(1.0)
    with session(zygote, CELLS) as opened:
        heard = opened.ask_together(requests, budget)
        opened.take(heard[0], requests[0].request, budget)
        budget.draw(1.0)
        with pytest.raises(CallFailed) as together:
            opened.take(heard[1], requests[1].request, budget)
        with pytest.raises(CallFailed) as alone:
            opened.ask(requests[1].request, budget)
    assert (together.value.status, together.value.message) == (alone.value.status, alone.value.message)
    assert together.value.status == "cpu"


def test_spent_budget_asks_nothing(zygote: Zygote) -> None:
    """As for a call by itself, whose refusal says why."""
    budget = Budget(1.0)
    budget.draw(2.0)
    with session(zygote, CELLS) as opened:
        assert opened.ask_together(packed(*[Request.call("double", n) for n in range(3)]), budget) == []
        assert opened.ask(Request.call("count"), Budget(5.0)).value == 0
