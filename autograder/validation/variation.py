"""Prove a sample of an assignment's variants solvable and equally hard: same checks, bounds on sizes."""

from collections.abc import Iterator
from typing import Any

from autograder.course.variants import Variant, Variants
from autograder.validation.bench import Bench, Trial
from autograder.validation.findings import Claim

_SAMPLE = 6
_FULL = 40
_MISTAKEN = 1


def variants_are_fair(bench: Bench, *, full: bool) -> Iterator[Claim]:
    """Draw numbers for made-up names and look at their form, what solutions earn, and what mistakes lose.

    Parameters
    ----------
    bench : Bench
        Where to run.
    full : bool
        Whether to draw many.

    Yields
    ------
    Claim
        One a variant, and one a known mistake on another student's numbers.
    """
    variants = bench.runner.variants
    if variants is None:
        return
    drawn = {name: variants.own(name) for name in _names(_FULL if full else _SAMPLE)}
    yield _row("the master's numbers", variants.master, variants)
    for name, variant in drawn.items():
        yield _row(f"the numbers of '{name}'", variant, variants)
    different = len({repr(variant) for variant in drawn.values()})
    yield Claim(different > len(drawn) // 2, f"{different} of {len(drawn)} drawn variants differ")
    varying = _varying(bench)
    trials = [
        Trial(f"variant {name}", (bench.solutions,), varying, variant=variant)
        for name, variant in drawn.items()
    ]
    for trial, result in zip(trials, bench.run(trials), strict=True):
        short = [
            f"{q} earns {s.score} of {s.points:g}" for q, s in result.scores.items() if s.score != s.points
        ]
        problem = "; ".join([*result.faults, *short])
        yield Claim(not problem, f"{trial.label}: {problem or 'the solutions earn all points'}")
    yield from _mistakes(bench, varying, list(drawn.values())[:_MISTAKEN])


def _mistakes(bench: Bench, varying: tuple[str, ...], drawn: list[Variant]) -> Iterator[Claim]:
    known = [entry for entry in bench.runner.reference.wrong if entry.question in varying]
    for variant in drawn:
        trials = [
            Trial(entry.name, bench.overlay(entry.path)[0], (entry.question,), variant=variant)
            for entry in known
        ]
        for entry, result in zip(known, bench.run(trials), strict=True):
            score = result.scores[entry.question]
            lost = score.score is not None and score.score < score.points
            named = bool(
                score.diagnosis and entry.name in _names_alike(entry.name, score.diagnosis.names, bench)
            )
            verdict = (
                "is lost and named" if lost and named else "earns all points" if not lost else "is not named"
            )
            yield Claim(lost and named, f"wrong/{entry.name} on drawn numbers {verdict}")


def _names_alike(name: str, told: tuple[str, ...], bench: Bench) -> set[str]:
    """Return the names of all mistakes that behave like those that were told."""
    alike = set(told)
    for entry in bench.runner.reference.wrong:
        if alike & {entry.name, *entry.same_as}:
            alike |= {entry.name, *entry.same_as}
    return alike


def _names(count: int) -> list[str]:
    return [f"sample{place:02}" for place in range(count)]


def _varying(bench: Bench) -> tuple[str, ...]:
    asked = {info.question for info in bench.runner.suite.checks if info.varies}
    return tuple(question.id for question in bench.questions if question.id in asked)


def _row(whose: str, variant: Variant, variants: Variants) -> Claim:
    problem = _odd(variant, variants)
    return Claim(not problem, f"{whose}: {problem or 'of the same form, within the bounds'}")


def _odd(variant: Variant, variants: Variants) -> str:
    """Say how numbers differ from the master's in form, or break a bound; '' when they do not."""
    if list(variant) != list(variants.master):
        return f"its keys are {list(variant)}, the master's {list(variants.master)}"
    for key, value in variant.items():
        if _form(value) != _form(variants.master[key]):
            return f"'{key}' has another form than the master's"
        numbers = list(_numbers(value))
        if numbers and key not in variants.bounds:
            return f"BOUNDS says nothing of '{key}'"
        low, high = variants.bounds.get(key, (0.0, 0.0))
        beyond = [number for number in numbers if not low <= number <= high]
        if beyond:
            return f"'{key}' holds {beyond[0]}, beyond {low} to {high}"
    return ""


def _form(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value).__name__, [_form(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _form(entry) for key, entry in value.items()}
    return type(value).__name__


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for entry in value:
            yield from _numbers(entry)
    elif isinstance(value, int | float):
        yield value
