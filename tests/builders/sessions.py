"""Short ways to run cells and call functions, for the sandbox's tests."""

from collections.abc import Sequence
from typing import Any

import pytest

from autograder.sandbox import Budget, CallFailed, CellRun, Limits, Reply, Request, Session, Zygote

LIMITS = Limits(cell_cpu_s=0.5, question_cpu_s=0.5, memory_mb=512, output_kb=128, scratch_mb=8)


def session(zygote: Zygote, *sources: str, limits: Limits = LIMITS) -> Session:
    """Return a session of these cells."""
    return Session(zygote, list(enumerate(sources)), limits)


def run(zygote: Zygote, *sources: str) -> list[CellRun]:
    """Return the runs of these cells."""
    with session(zygote, *sources) as opened:
        return opened.run()


def ask(zygote: Zygote, source: str, *args: Any, **kwargs: Any) -> Reply:
    """Return the reply of the function ``f`` that a cell defines."""
    with session(zygote, source) as opened:
        return opened.ask(Request.call("f", *args, **kwargs), Budget(5))


def failure(zygote: Zygote, source: str, *args: Any) -> CallFailed:
    """Return how calling the function ``f`` that a cell defines fails."""
    with pytest.raises(CallFailed) as caught:
        ask(zygote, source, *args)
    return caught.value


def call_often(opened: Session, times: int, budget: Budget | None, *args: Any) -> list[Any]:
    """Return what calls of ``f`` give, and last the failure of the first that fails; None: each its own."""
    answers: list[Any] = []
    for _ in range(times):
        try:
            answers.append(opened.ask(Request.call("f", *args), budget or Budget(5)).value)
        except CallFailed as failed:
            return [*answers, failed]
    return answers


def text_of(outputs: Sequence[dict[str, Any]], name: str = "stdout") -> str:
    """Return what was printed to one stream."""
    return "".join(output["text"] for output in outputs if output.get("name") == name)
