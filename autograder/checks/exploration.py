"""Properties that hold for every input: explored in `validate`, replayed from frozen cases in grading.

A check that states a property names strategies for its inputs::

    @pytest.mark.check("q4_softmax")
    @explored(x=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=8))
    def test_shift_does_not_matter(student, x):
        \"\"\"Adding a constant to all inputs changes nothing.\"\"\"

Grading runs the body for each case of ``cases/<check>.json``, at most 25. `freeze` makes that file: a spread
of ordinary inputs, and for each known mistake the smallest input found that tells it from the truth. With
the seed and the settings fixed, the same checks freeze to the same cases.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from random import Random
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from autograder.checks.cases import MAX_CASES, Case, FrozenCases, load
from autograder.errors import AutograderError, MissingReference
from autograder.sandbox import CallFailed

Passes = Callable[[Mapping[str, Any]], bool]
"""Whether a check's body passes on these inputs for one particular answer."""

_SEED = 6
_DRAWS = 120
_SEARCHES = 400
_ORDINARY_MIN = 8
_HARMLESS = frozenset({"raised", "value"})
"""Endings of a call that cost nothing but this call."""


class CounterExample(AutograderError):
    """A property does not hold for the solutions themselves, so it is not true or not well stated."""


@dataclass(frozen=True)
class Exploration:
    """What `explored` knows of a check.

    Attributes
    ----------
    body : callable
        The check as written.
    strategies : mapping of str to SearchStrategy
        Where each explored argument comes from.
    source : str
        Digest of the file that holds the check.
    """

    body: Callable[..., None]
    strategies: Mapping[str, st.SearchStrategy[Any]]
    source: str

    @property
    def name(self) -> str:
        """The check's name."""
        return self.body.__name__

    def frozen(self, cases_dir: Path) -> FrozenCases:
        """Read the check's frozen cases.

        Raises
        ------
        MissingReference
            When there are none, or they were made for another state of the checks file.
        """
        found = load(cases_dir, self.name)
        if found.source != self.source:
            raise MissingReference(
                f"the frozen cases of {self.name} are stale: its checks file has changed since; "
                f"run: autograder validate {cases_dir.parent.name}"
            )
        return found


def explored(**strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a check hold for every input that the strategies can draw.

    Parameters
    ----------
    **strategies : SearchStrategy
        One an argument of the check; plain values only (numbers, texts, lists, tuples, dicts).

    Returns
    -------
    callable
        A decorator. What it returns runs the check's body on each frozen case, also after one that failed:
        the more answers a diagnosis hears, the fewer mistakes fit them. The first failure is the one told.
    """

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        source = hashlib.sha256(Path(body.__code__.co_filename).read_bytes()).hexdigest()
        exploration = Exploration(body, strategies, source)

        @wraps(body)
        def replay(cases_dir: Path, **fixtures: Any) -> None:
            failure: BaseException | None = None
            for case in exploration.frozen(cases_dir).cases:
                try:
                    body(**fixtures, **case.inputs)
                except (AssertionError, pytest.fail.Exception, CallFailed) as error:
                    if isinstance(error, CallFailed) and error.status not in _HARMLESS:
                        raise
                    failure = failure or error
            if failure is not None:
                raise failure

        replay.__signature__ = _without(body, strategies)  # type: ignore[attr-defined]
        replay.exploration = exploration  # type: ignore[attr-defined]
        return replay

    return decorate


def exploration_of(check: Callable[..., Any]) -> Exploration | None:
    """Return what a check explores, or None when it is an ordinary check."""
    found: Exploration | None = getattr(check, "exploration", None)
    return found


def freeze(
    exploration: Exploration, truth: Passes, mistakes: Mapping[str, Passes], digest: str = ""
) -> FrozenCases:
    """Draw the cases that grading will replay.

    Parameters
    ----------
    exploration : Exploration
        The property.
    truth : Passes
        Whether it holds for the solutions.
    mistakes : mapping of str to Passes
        Whether it holds for each known mistake, by name.
    digest : str
        Digest of the known mistakes, to be kept with the cases.

    Returns
    -------
    FrozenCases
        Smallest separating inputs first, so that a failed check shows a small one; then ordinary ones.

    Raises
    ------
    CounterExample
        When the solutions fail on some input.
    """
    ordinary = _draws(exploration, truth)
    cases: list[Case] = []
    for name, passes in mistakes.items():
        found = _smallest(exploration, truth, passes)
        if found is not None:
            cases.append(Case(found, f"separates {name}"))
    cases = _distinct(sorted(cases, key=lambda case: size(case.inputs)))[: MAX_CASES - _ORDINARY_MIN]
    room = MAX_CASES - len(cases)
    return FrozenCases(
        exploration.name,
        exploration.source,
        digest,
        tuple(_distinct([*cases, *(Case(inputs) for inputs in _spread(ordinary, room))])),
    )


def size(value: object) -> tuple[int, float]:
    """Measure how much there is to read in an input: how many leaves, then how long they are written.

    Returns
    -------
    tuple of int and float
        Small for inputs that a person takes in at a glance.
    """
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        sizes = [size(entry) for entry in value]
        return 1 + sum(count for count, _ in sizes), sum(length for _, length in sizes)
    return 1, len(repr(value))


def _draws(exploration: Exploration, truth: Passes) -> list[dict[str, Any]]:
    drawn: list[dict[str, Any]] = []

    @hypothesis.seed(_SEED)
    @hypothesis.settings(_settings(_DRAWS), phases=[Phase.generate, Phase.shrink])
    @hypothesis.given(st.fixed_dictionaries(dict(exploration.strategies)))
    def explore(inputs: dict[str, Any]) -> None:
        drawn.append(inputs)
        if not truth(inputs):
            raise CounterExample(f"{exploration.name} fails for the solutions themselves on {inputs!r:.300}")

    explore()
    return drawn


def _smallest(exploration: Exploration, truth: Passes, mistake: Passes) -> dict[str, Any] | None:
    def separates(inputs: dict[str, Any]) -> bool:
        return not mistake(inputs) and truth(inputs)

    try:
        return hypothesis.find(
            st.fixed_dictionaries(dict(exploration.strategies)),
            separates,
            settings=_settings(_SEARCHES),
            random=Random(_SEED),  # noqa: S311 - a fixed seed is the point
        )
    except NoSuchExample:
        return None


def _settings(examples: int) -> hypothesis.settings:
    return hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )


def _spread(drawn: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Take inputs evenly from the smallest to the largest."""
    ordered = [case.inputs for case in _distinct([Case(inputs) for inputs in sorted(drawn, key=size)])]
    if len(ordered) <= count:
        return ordered
    return [ordered[round(place * (len(ordered) - 1) / (count - 1))] for place in range(count)]


def _distinct(cases: list[Case]) -> list[Case]:
    """Drop repeated inputs; by ``repr``, for nan equals nothing and -0.0 equals 0.0."""
    return list({repr(case.inputs): case for case in reversed(cases)}.values())[::-1]


def _without(body: Callable[..., None], strategies: Mapping[str, object]) -> inspect.Signature:
    """Return the signature pytest sees: the fixtures, and the folder of cases."""
    signature = inspect.signature(body)
    unknown = set(strategies) - set(signature.parameters)
    if unknown:
        raise MissingReference(
            f"{body.__name__} explores {', '.join(sorted(unknown))}, which it does not take"
        )
    kept = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in signature.parameters.items()
        if name not in strategies and name != "cases_dir"
    ]
    folder = inspect.Parameter("cases_dir", inspect.Parameter.KEYWORD_ONLY)
    return signature.replace(parameters=[folder, *kept])
