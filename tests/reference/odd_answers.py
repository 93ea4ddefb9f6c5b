"""Ask every check of an assignment about answers of odd sizes and kinds, in a process that counts its memory.

Run as ``python -m tests.reference.odd_answers ASSIGNMENT``; prints one JSON line an odd answer.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks.suite import CheckSuite, Subject
from autograder.course.layout import Course
from autograder.course.loading import load_module
from autograder.course.variants import NAME, load_variants
from autograder.mathematics.derivations import Judge
from autograder.mathematics.prover import LocalProver
from autograder.sandbox import Budget, CallFailed, Reply, Request, wire
from autograder.sandbox.fake import FakeSession

ROOT = Path(__file__).parents[2]
DIGITS = 10**4000  # more than a float holds, and what still crosses from a student's process
REFUSED = 10**20_000


def nested(depth: int) -> list[Any]:
    """Return a list in a list in a list."""
    found: list[Any] = [1.0]
    for _ in range(depth):
        found = [found]
    return found


def ten_thousand() -> np.ndarray[Any, Any]:
    """Return 10 000 different numbers."""
    return np.linspace(0.0, 1.0, 10_000)


HUGE: dict[str, Callable[[], Any]] = {
    "10 000 numbers": ten_thousand,
    "two of 10 000 and a number": lambda: (ten_thousand(), ten_thousand(), 1.0),
    "four of 10 000": lambda: (ten_thousand(),) * 4,
    "1 000 000 numbers": lambda: np.linspace(0.0, 1.0, 1_000_000),
    "an integer of 4000 digits": lambda: DIGITS,
    "an integer of 20 000 digits": lambda: REFUSED,
    "a list 200 deep": lambda: nested(200),
    "a text of 5 MB": lambda: "x" * 5_000_000,
}
"""What stands for every answer of an assignment."""

LEAVES: dict[str, Any] = {
    "nan": float("nan"),
    "a text": "7" * 300,
    "a big integer": DIGITS,
    "a ragged list": [[1], [1, 2]],
}
"""What stands for every number inside right answers, which keep their form."""


def with_leaves(value: Any, leaf: Any) -> Any:
    """Return an answer of the same form with one thing in the place of every number and text."""
    if isinstance(value, dict):
        return {key: with_leaves(entry, leaf) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(with_leaves(entry, leaf) for entry in value)
    if isinstance(value, np.ndarray) and isinstance(leaf, float):
        return np.full(value.shape, leaf)
    if isinstance(value, np.ndarray) and value.ndim:
        return [with_leaves(entry, leaf) for entry in value]
    return leaf


class Counting(FakeSession):
    """A fake that counts the bytes of its answers against the question's budget, as a real session does."""

    def ask(self, request: Request, budget: Budget) -> Reply:
        """Answer as a fake does, and count what a real session counts."""
        status, reason = budget.spent()
        if reason:
            raise CallFailed(status, reason)
        reply = super().ask(request, budget)
        with suppress(wire.CannotTravel):
            budget.reply_bytes += wire.weigh(wire.encode(reply.value))[1]
        return reply


class Odd:
    """An object whose every method gives the same."""

    def __init__(self, give: Callable[[], Any]) -> None:
        self._give = give

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._give()


def answers(solutions: Any, names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give namespaces of odd answers, each with its name."""
    for label, give in HUGE.items():
        yield label, {name: _huge(getattr(solutions, name), give) for name in names}
    for label, leaf in LEAVES.items():
        yield f"{label} inside", {name: _odd_inside(getattr(solutions, name), leaf) for name in names}


def _huge(right: Any, give: Callable[[], Any]) -> Any:
    if isinstance(right, type):
        return lambda *args, **kwargs: Odd(give)
    if callable(right):
        return lambda *args, **kwargs: give()
    return {key: give() for key in right} if isinstance(right, dict) else give()


def _odd_inside(right: Any, leaf: Any) -> Any:
    if isinstance(right, type):
        return lambda *args, **kwargs: Odd(lambda: leaf)
    if callable(right):
        return lambda *args, **kwargs: with_leaves(right(*args, **kwargs), leaf)
    return with_leaves(right, leaf)


def peak_mb() -> float:
    """Return the most memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(assignment_id: str) -> None:
    """Print what became of every check, one line an odd answer."""
    course = Course(ROOT)
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    variants = load_variants(course, assignment, reference)
    master = variants.master if variants else None
    solutions = load_module(reference.solutions_path, {NAME: master} if master else None)
    order = [question.id for question in assignment.questions]
    names = [name for question in assignment.questions for name in question.names]
    homes = {name: question.id for question in assignment.questions for name in question.names}
    with CheckSuite(reference, solutions, order, Judge(LocalProver())) as suite:
        before = peak_mb()
        for label, namespace in answers(solutions, names):
            run = suite.run(Subject(Counting(namespace), 60.0, homes, variant=master))
            found = {result.name: [result.status.value, result.message] for result in run.results}
            told = {"answer": label, "checks": found, "faults": run.faults, "grew_mb": peak_mb() - before}
            print(json.dumps(told), flush=True)  # noqa: T201 - its only output


if __name__ == "__main__":
    main(sys.argv[1])
