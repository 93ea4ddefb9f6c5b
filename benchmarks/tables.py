"""The tables of `overhead.py`: what each round gave, and the rows that are read off it."""

import argparse
import os
import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ratios import spread, written

STEPS = ("read", "run", "checks", "diagnosis", "write")
CLASS = 40
_HEAD = (
    *("assignment", "submissions", "own, CPU s", "ours, CPU s", "ours/own", "ours − own, CPU s"),
    *("start / 40, CPU s", "(ours + start / 40) / own", "stock wall / ours wall", "rounds"),
)
Figures = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By student and side, what one round measured."""


@dataclass
class Rounds:
    """All rounds of one assignment.

    Attributes
    ----------
    start_s : dict of str to float
        CPU seconds that each commit's grader takes to get warm.
    failing : set of str
        The students who lost points; the others are right.
    """

    start_s: dict[str, float] = field(default_factory=dict)
    failing: set[str] = field(default_factory=set)
    _figures: list[Figures] = field(default_factory=list)
    _walls: list[Mapping[str, float]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._figures)

    def add(self, figures: Figures, walls: Mapping[str, float]) -> None:
        """Add a round."""
        self._figures.append(figures)
        self._walls.append(walls)

    def ours_to_own(self, name: str = "now", which: str = "all") -> list[float]:
        """Return ours/own of each round."""
        return self._each(which, lambda one: one[name]["cpu_s"], lambda one: own_s(one))

    def beyond_own(self, name: str = "now", which: str = "all") -> list[float]:
        """Return ours − own of each round, CPU seconds a submission."""
        return self._each(which, lambda one: one[name]["cpu_s"] - own_s(one), lambda one: 1.0)

    def own(self, which: str = "all") -> list[float]:
        """Return own CPU seconds a submission, of each round."""
        return self._each(which, own_s, lambda one: 1.0)

    def overhead_ratio(self) -> list[float]:
        """Return (ours − own now) / (ours − own before) of each round."""
        pairs = zip(self.beyond_own("now"), self.beyond_own("before"), strict=True)
        return [now / before for now, before in pairs]

    def step(self, step: str, name: str = "now") -> list[float]:
        """Return what a step takes beyond the student's own, of each round."""
        theirs = {"run": "cells_s", "checks": "calls_s"}.get(step)
        return self._each(
            "all",
            lambda one: one[name]["tree_s"][step] - (one["own"][theirs] if theirs else 0.0),
            lambda one: 1.0,
        )

    def trusted(self, step: str, name: str = "now") -> list[float]:
        """Return what the trusted process alone spends in a step, of each round."""
        return self._each("all", lambda one: one[name]["alone_s"][step], lambda one: 1.0)

    def stock_to_ours(self, name: str = "now") -> list[float]:
        """Return stock's wall seconds a submission over ours in a class on two workers."""
        count = len(self._figures[0]) if self._figures else 1
        return [walls["stock"] / (walls[name] / count) for walls in self._walls if "stock" in walls]

    def _each(
        self,
        which: str,
        upper: Callable[[Mapping[str, Any]], float],
        lower: Callable[[Mapping[str, Any]], float],
    ) -> list[float]:
        found = []
        for figures in self._figures:
            chosen = [
                one
                for student, one in figures.items()
                if which == "all" or (student in self.failing) == (which == "failing")
            ]
            if chosen:
                found.append(sum(map(upper, chosen)) / sum(map(lower, chosen)))
        return found


def own_s(one: Mapping[str, Any]) -> float:
    """Return the student's own CPU seconds."""
    return float(one["own"]["cells_s"] + one["own"]["calls_s"])


def print_tables(measured: Mapping[str, Rounds], options: argparse.Namespace) -> None:
    """Print all tables in Markdown."""
    without = f" without {options.without}" if options.without else ""
    print(
        f"\nLoad {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores; {options.submissions} submissions a "
        f"round{without}. Each figure is the median over rounds; ± is half the 90 % bootstrap interval of "
        f"that median, over the median. Rounds went on until it was under {100 * options.spread:.0f} % for "
        f"ours/own, at most {options.rounds}. *Own* lets a plain warm process replay the same cells and "
        "calls. A start is shared by a class of 40."
    )
    names = ("before", "now") if options.against else ("now",)
    for name in names:
        commit = f", at {options.against}" if name == "before" else ""
        _print(
            f"Ours beside own and stock{commit}",
            _HEAD,
            (row for each, rounds in measured.items() for row in _rows(each, rounds, name, options)),
        )
        _print(
            f"ours − own by step, CPU ms a submission (of it the trusted process){commit}",
            ("assignment", *STEPS),
            ([each, *(_step(rounds, step, name) for step in STEPS)] for each, rounds in measured.items()),
        )
    if options.against:
        _print(
            "What is beyond own, before and now",
            ("assignment", "before, CPU s", "now, CPU s", "now / before"),
            (
                (
                    each,
                    written(r.beyond_own("before"), 3),
                    written(r.beyond_own(), 3),
                    written(r.overhead_ratio()),
                )
                for each, r in measured.items()
            ),
        )


def _rows(each: str, rounds: Rounds, name: str, options: argparse.Namespace) -> Iterable[list[str]]:
    start_s = rounds.start_s[name] / CLASS
    for which in ("all", "right", "failing"):
        own = rounds.own(which)
        if not own:
            continue
        ratios, beyond = rounds.ours_to_own(name, which), rounds.beyond_own(name, which)
        whole = [ratio + start_s / theirs for ratio, theirs in zip(ratios, own, strict=True)]
        stock = written(rounds.stock_to_ours(name), 1) if which == "all" else ""
        capped = " (cap met)" if not spread(rounds.ours_to_own()) < options.spread else ""
        ours = statistics.median(a + b for a, b in zip(own, beyond, strict=True))
        yield [
            *(each, which, f"{statistics.median(own):.3f}", f"{ours:.3f}", written(ratios)),
            *(written(beyond, 3), f"{start_s:.3f}", written(whole), stock, f"{len(rounds)}{capped}"),
        ]


def _step(rounds: Rounds, step: str, name: str) -> str:
    beyond, alone = (
        statistics.median(each) for each in (rounds.step(step, name), rounds.trusted(step, name))
    )
    return f"{1000 * beyond:.0f} ({1000 * alone:.0f})"


def _print(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    head = list(head)
    print(f"\n{title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
