"""Prove that the same submission gets the same grade each time."""

from collections.abc import Iterator

import msgspec

from autograder.validation.bench import Bench, Trial
from autograder.validation.findings import Claim

_FEW, _MANY = 3, 10


def runs_agree(bench: Bench, *, full: bool) -> Iterator[Claim]:
    """Grade the solutions, and one wrong submission a question, several times; compare byte for byte.

    Parameters
    ----------
    bench : Bench
        Where to run.
    full : bool
        Ten times instead of three.

    Yields
    ------
    Claim
        One a submission and question.
    """
    times = _MANY if full else _FEW
    trials = [
        Trial(f"again: {question.id}", (bench.solutions,), (question.id,)) for question in bench.questions
    ]
    for question in bench.questions:
        first = next((k for k in bench.runner.reference.wrong if k.question == question.id), None)
        if first is not None:
            sources, _ = bench.overlay(first.path)
            trials.append(Trial(f"again: {first.name}", sources, (question.id,)))
    results = bench.run([trial for _ in range(times) for trial in trials])
    for place, trial in enumerate(trials):
        grades = {
            msgspec.json.encode(list(result.scores.values())) for result in results[place :: len(trials)]
        }
        name = trial.label.removeprefix("again: ")
        text = "gives one result" if len(grades) == 1 else f"gives {len(grades)} different results"
        yield Claim(len(grades) == 1, f"{name}: run {times} times, it {text}")
