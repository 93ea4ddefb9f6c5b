"""Prove that no answer, however odd, makes a check fall over or earns points by luck."""

import ast
from collections.abc import Iterator

from autograder.models import Status
from autograder.validation.bench import Bench, Trial
from autograder.validation.findings import Claim
from autograder.validation.mutants import reachable

GARBAGE = {
    "None": "None",
    "a text": "'text'",
    "an empty list": "[]",
    "nan": "float('nan')",
    "an empty dict": "{}",
    "an object": "object()",
    "an array of an odd shape": "__import__('numpy').zeros((2, 3, 4))",
    "a huge number": "10**400",
    "bytes": "b'bytes'",
    "a generator": "(n for n in range(3))",
    "a ragged list": "[[1, 2], [3]]",
    "a tuple of odd things": "(None, 'text', [1.5])",
    "a function": "print",
}
_RAISES = {"an error": "raise RuntimeError('garbage')"}
_CPU_S = 5.0
_COSTLY_S = 2.0


def garbage_earns_nothing(bench: Bench, *, full: bool) -> Iterator[Claim]:
    """Replace each stub by every kind of garbage, and where answers cost little each stub by itself too.

    Parameters
    ----------
    bench : Bench
        Where to run.
    full : bool
        Whether to replace stubs one by one in costly questions too.

    Yields
    ------
    Claim
        One a question.
    """
    constants = _constants(bench.solutions)
    trials: list[Trial] = []
    for question in bench.questions:
        groups = [question.names]
        if len(question.names) > 1 and (full or bench.wall_s.get(question.id, 0.0) < _COSTLY_S):
            groups += [(name,) for name in question.names]
        for names in groups:
            for kind, expression in GARBAGE.items():
                source = "\n".join(_definition(name, f"return {expression}", constants) for name in names)
                trials.append(_trial(bench, question.id, names, kind, source))
            for kind, statement in _RAISES.items():
                functions = [name for name in names if name not in constants]
                if functions:
                    source = "\n".join(_definition(name, statement, constants) for name in functions)
                    trials.append(_trial(bench, question.id, names, kind, source))
    problems: dict[str, list[str]] = {question.id: [] for question in bench.questions}
    for trial, result in zip(trials, bench.run(trials), strict=True):
        [question_id] = trial.questions
        score = result.scores[question_id]
        problems[question_id] += [f"{trial.label}: {fault}" for fault in result.faults]
        if score.score == score.points:
            problems[question_id].append(f"{trial.label}: earns all points")
        if score.status is Status.PENDING and not result.faults:
            problems[question_id].append(f"{trial.label}: is left to a person ({score.message})")
    tried = {
        question.id: sum(question.id in trial.questions for trial in trials) for question in bench.questions
    }
    for question_id, found in problems.items():
        yield Claim(
            not found, f"{question_id}: {_told(found) or f'{tried[question_id]} odd answers earn nothing'}"
        )


def _trial(bench: Bench, question_id: str, names: tuple[str, ...], kind: str, source: str) -> Trial:
    label = f"{', '.join(names)} gives {kind}"
    return Trial(label, (bench.solutions, source), (question_id,), cpu_s=_CPU_S)


def _definition(name: str, statement: str, constants: frozenset[str]) -> str:
    if name in constants:
        return f"{name} = {statement.removeprefix('return ')}"
    return f"def {name}(*args, **kwargs):\n    {statement}"


def _constants(solutions: str) -> frozenset[str]:
    """Return the top-level names that are neither functions nor classes."""
    defined = {
        node.name
        for node in ast.parse(solutions).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    names = {node.id for node in ast.walk(ast.parse(solutions)) if isinstance(node, ast.Name)}
    return reachable(solutions, names) - defined


def _told(problems: list[str], most: int = 6) -> str:
    more = f"; and {len(problems) - most} more" if len(problems) > most else ""
    return "; ".join(problems[:most]) + more
