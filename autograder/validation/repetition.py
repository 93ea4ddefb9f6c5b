"""Prove that the same submission gets the same grade each time."""

from collections.abc import Iterator

import msgspec

from autograder.validation.bench import Bench, Job
from autograder.validation.findings import Row

_FEW, _MANY = 3, 10


def runs_agree(bench: Bench, *, full: bool) -> Iterator[Row]:
    """Grade the solutions, and one wrong submission a question, several times; compare byte for byte.

    Parameters
    ----------
    bench : Bench
        Where to run.
    full : bool
        Ten times instead of three.

    Yields
    ------
    Row
        One a submission and question.
    """
    times = _MANY if full else _FEW
    jobs = [Job(f"again: {question.id}", (bench.solutions,), (question.id,)) for question in bench.questions]
    for question in bench.questions:
        first = next((k for k in bench.worker.reference.wrong if k.question == question.id), None)
        if first is not None:
            sources, _ = bench.overlay(first.path)
            jobs.append(Job(f"again: {first.name}", sources, (question.id,)))
    outcomes = bench.run([job for _ in range(times) for job in jobs])
    for place, job in enumerate(jobs):
        grades = {
            msgspec.json.encode(list(outcome.scores.values())) for outcome in outcomes[place :: len(jobs)]
        }
        name = job.label.removeprefix("again: ")
        text = "gives one result" if len(grades) == 1 else f"gives {len(grades)} different results"
        yield Row(len(grades) == 1, f"{name}: run {times} times, it {text}")
