"""Exploring properties and freezing their cases."""

import inspect
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from autograder.checks.cases import MAX_CASES, Case, FrozenCases, load, save
from autograder.checks.exploration import CounterExample, exploration_of, explored, freeze, size
from autograder.errors import MissingReference
from autograder.sandbox import CallFailed

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6)


@explored(x=NUMBERS)
def holds(student: Any, x: list[float]) -> None:
    """Hold whatever the order."""
    assert student(x)


def exploration() -> Any:
    """Return what `holds` explores."""
    found = exploration_of(holds)
    assert found is not None
    return found


def test_pytest_sees_the_fixtures_only() -> None:
    """Explored arguments are not fixtures."""
    assert list(inspect.signature(holds).parameters) == ["cases_dir", "student"]


def test_replay_runs_every_frozen_case(tmp_path: Path) -> None:
    """Each case reaches the body, in order."""
    save(tmp_path, FrozenCases("holds", exploration().source, "", (Case({"x": [1.0]}), Case({"x": [2.0]}))))
    seen: list[list[float]] = []
    holds(cases_dir=tmp_path, student=lambda x: seen.append(x) or True)
    assert seen == [[1.0], [2.0]]


def test_replay_goes_on_after_a_failed_case_and_tells_the_first(tmp_path: Path) -> None:
    """A wrong answer and an exception of the student's do not end a replay; the first failure is raised."""
    cases = tuple(Case({"x": [float(n)]}) for n in range(4))
    save(tmp_path, FrozenCases("holds", exploration().source, "", cases))
    seen: list[float] = []

    def student(x: list[float]) -> bool:
        seen.append(x[0])
        if x[0] == 1:
            raise CallFailed("raised", "ValueError: one", "ValueError")
        return x[0] != 2

    with pytest.raises(CallFailed, match="one"):
        holds(cases_dir=tmp_path, student=student)
    assert seen == [0, 1, 2, 3]


@pytest.mark.parametrize("status", ["cpu", "crash", "protocol"])
def test_replay_ends_when_a_call_costs_the_process(tmp_path: Path, status: str) -> None:
    """What hangs or dies on one case is not asked the others."""
    save(tmp_path, FrozenCases("holds", exploration().source, "", (Case({"x": [1.0]}), Case({"x": [2.0]}))))
    seen: list[list[float]] = []

    def student(x: list[float]) -> bool:
        seen.append(x)
        raise CallFailed(status, "no more")

    with pytest.raises(CallFailed, match="no more"):
        holds(cases_dir=tmp_path, student=student)
    assert seen == [[1.0]]


def test_stale_cases_are_refused(tmp_path: Path) -> None:
    """Cases frozen for another state of the checks file do not count."""
    save(tmp_path, FrozenCases("holds", "0" * 64, "", (Case({"x": [1.0]}),)))
    with pytest.raises(MissingReference, match=r"stale.*autograder validate"):
        holds(cases_dir=tmp_path, student=lambda x: True)


def test_missing_cases_say_what_to_do(tmp_path: Path) -> None:
    """Without frozen cases nothing is graded, and the message names the command."""
    with pytest.raises(MissingReference, match="autograder validate"):
        holds(cases_dir=tmp_path, student=lambda x: True)


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, -0.0, 1e308, 5e-324, 0.1, 10**40, (1, [2.5, None]), {"$a": 1}, {3: "x"}],
    ids=repr,
)
def test_values_come_back_exactly(tmp_path: Path, value: object) -> None:
    """What is written is what is read, to the last bit."""
    save(tmp_path, FrozenCases("c", "d", "e", (Case({"x": value}),)))
    assert repr(load(tmp_path, "c").cases[0].inputs["x"]) == repr(value)


def test_freezing_finds_the_smallest_separating_input() -> None:
    """A mistake that fails from three entries on is separated by three zeros."""
    frozen = freeze(exploration(), lambda case: True, {"long": lambda case: len(case["x"]) < 3})
    assert frozen.cases[0] == Case({"x": [0.0, 0.0, 0.0]}, "separates long")


def test_freezing_twice_gives_the_same_cases() -> None:
    """The cases do not depend on chance."""
    mistakes = {"negative": lambda case: min(case["x"]) >= 0}
    first, second = (freeze(exploration(), lambda case: True, mistakes) for _ in range(2))
    assert repr(first) == repr(second)


def test_freezing_keeps_to_the_limit() -> None:
    """Grading replays at most 25 cases, however many mistakes there are."""
    mistakes = {f"m{n}": lambda case, n=n: sum(case["x"]) != n for n in range(3)}
    many = {f"{name}{k}": passes for name, passes in mistakes.items() for k in range(12)}
    assert len(freeze(exploration(), lambda case: True, many).cases) <= MAX_CASES


def test_a_property_the_solutions_break_is_an_error() -> None:
    """A property that is not true is found before any student meets it."""
    with pytest.raises(CounterExample, match="holds fails for the solutions"):
        freeze(exploration(), lambda case: len(case["x"]) < 4, {})


def test_size_counts_leaves_first() -> None:
    """A short list of long numbers is smaller than a long list of short ones."""
    assert size({"x": [0.123456]}) < size({"x": [0.0, 0.0]})
