"""Prove that the checks notice small wrong changes of the solutions."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.errors import MissingReference
from autograder.models import Question
from autograder.validation.bench import Bench, Trial
from autograder.validation.findings import Claim
from autograder.validation.mutants import Mutant, mutants, reachable, sliced

KILL_RATE = 0.95
_SAMPLE = 40
_SAMPLE_WALL_S = 20.0
_FULL_WALL_S = 120.0
_LEAST = 3


def mutants_lose_points(bench: Bench, *, full: bool) -> Iterator[Claim]:
    """Run each question's mutants on its own checks until the first failure.

    Parameters
    ----------
    bench : Bench
        Where to run.
    full : bool
        Whether to try every mutant, not a sample; of a question that trains, always only so many as
        fit in a time set by what its solution costs.

    Yields
    ------
    Claim
        One a survivor, one a mutant that is listed as equivalent, and one that gives the rate.
    """
    equivalent = read_equivalent(bench.runner.reference.folder / "equivalent.toml")
    tried: list[tuple[Mutant, Trial]] = []
    used: set[str] = set()
    for question in bench.questions:
        source = _source(bench, question)
        cost = bench.wall_s.get(question.id, 0.0)
        every = [m for m in mutants(source, reachable(source, question.names)) if m.id not in used]
        used |= {mutant.id for mutant in every}
        candidates = [mutant for mutant in every if mutant.id not in equivalent]
        for mutant in spread(candidates, _how_many(cost, full=full)):
            label = f"mutant {mutant.id}"
            tried.append(
                (mutant, Trial(label, (mutant.source,), (question.id,), stop=True, cpu_s=1.0 + 3 * cost))
            )
    survivors = []
    for (mutant, trial), result in zip(tried, bench.run(trial for _, trial in tried), strict=True):
        [question_id] = trial.questions
        for fault in result.faults:
            yield Claim(False, f"{mutant.id} ({mutant.description}): {fault}")
        if not result.lost(question_id):
            survivors.append(mutant)
    for mutant in survivors:
        yield Claim(
            len(survivors) <= (1 - KILL_RATE) * len(tried),
            f'survives: "{mutant.id}", line {mutant.line}, {mutant.description}',
        )
    for name, reason in equivalent.items():
        if name in used:
            yield Claim(True, f'is right too: "{name}", {reason}')
            continue
        yield Claim(False, f"equivalent.toml lists {name}, which is no mutant: the solution has changed")
    rate = 1.0 if not tried else 1 - len(survivors) / len(tried)
    yield Claim(
        rate >= KILL_RATE,
        f"{len(tried) - len(survivors)} of {len(tried)} mutants lose points ({rate:.1%}; at least "
        f"{KILL_RATE:.0%} must); {len(equivalent)} are listed as equivalent",
    )


def read_equivalent(path: Path) -> dict[str, str]:
    """Read which mutants change nothing, and why: a table from a mutant's id to the reason in words.

    Raises
    ------
    MissingReference
        When the file is not such a table.
    """
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MissingReference(f"{path}: {error}") from error
    for name, reason in table.items():
        if not isinstance(reason, str) or not reason.strip():
            raise MissingReference(f"{path}: {name} needs a reason in words")
    return table


def spread(candidates: Sequence[Mutant], count: int) -> list[Mutant]:
    """Take so many evenly, always the same ones."""
    if len(candidates) <= count:
        return list(candidates)
    return [candidates[place * len(candidates) // count] for place in range(count)]


def _how_many(cost_s: float, *, full: bool) -> int:
    if full:
        return max(_LEAST, int(_FULL_WALL_S / cost_s)) if cost_s > 1.0 else 10_000
    return max(_LEAST, min(_SAMPLE, int(_SAMPLE_WALL_S / max(cost_s, 0.01))))


def _source(bench: Bench, question: Question) -> str:
    """Leave out what the question does not need, as long as its checks do not miss it."""
    source = sliced(bench.solutions, question.names)
    [result] = bench.run([Trial(f"slice of {question.id}", (source,), (question.id,), stop=True)])
    return bench.solutions if result.lost(question.id) or result.faults else source
