"""Who decides whether two expressions are equal: in this process, or in one that may be killed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from autograder.mathematics.trees import Tree, flat
from autograder.models import Limits
from autograder.sandbox import Budget, CallFailed, Session, Zygote

PROOF_CPU_S = 3.0
MEMORY_MB = 512
MOST_REMEMBERED = 5000
"""Verdicts a prover keeps; more than a class's derivations of one question need."""

Verdict = Literal["equal", "different", "unknown"]


@dataclass(frozen=True, slots=True)
class Equality:
    """What a prover found about two expressions.

    Attributes
    ----------
    verdict : {'equal', 'different', 'unknown'}
        The answer; "unknown" is for a person to decide.
    point, left, right : str
        A point and both sides' values there that show the difference; '' when there is none to show.
    reason : str
        How it was decided, or why not.
    """

    verdict: Verdict
    point: str = ""
    left: str = ""
    right: str = ""
    reason: str = ""


class Prover(Protocol):
    """Decides equality of expressions."""

    def equal(self, left: Tree, right: Tree, definitions: Mapping[str, Tree]) -> Equality:
        """Decide whether two expressions are the same function."""

    def matches(
        self, target: Tree, candidates: Sequence[Tree], definitions: Mapping[str, Tree]
    ) -> tuple[int, ...]:
        """Return the positions of the candidates that are the same function as the target."""


class LocalProver:
    """Proves in this process: for tests and an author's own expressions, which need no killing."""

    def __init__(self) -> None:
        self._known: dict[Any, Equality] = {}

    def equal(self, left: Tree, right: Tree, definitions: Mapping[str, Tree]) -> Equality:
        """Decide whether two expressions are the same function.

        Parameters
        ----------
        left, right : Tree
            The expressions.
        definitions : mapping of str to Tree
            What named functions are, each as an expression in the variable.

        Returns
        -------
        Equality
            The verdict, remembered for the next time.
        """
        key = (left, right, tuple(sorted(definitions.items(), key=lambda item: item[0])))
        known = self._known.get(key)
        if known is None:
            known = self._prove(left, right, definitions)
            if len(self._known) < MOST_REMEMBERED:
                self._known[key] = known
        return known

    def matches(
        self, target: Tree, candidates: Sequence[Tree], definitions: Mapping[str, Tree]
    ) -> tuple[int, ...]:
        """Return which candidates are the same function as a target.

        Parameters
        ----------
        target : Tree
            The expression to compare with.
        candidates : sequence of Tree
            The others.
        definitions : mapping of str to Tree
            As for `equal`.

        Returns
        -------
        tuple of int
            Positions among the candidates; none when it could not be decided.
        """
        answer = self._ask(
            "matches", flat(target), [flat(candidate) for candidate in candidates], _flat_all(definitions)
        )
        if not isinstance(answer, list | tuple):
            return ()
        return tuple(p for p in answer if isinstance(p, int) and 0 <= p < len(candidates))

    def _prove(self, left: Tree, right: Tree, definitions: Mapping[str, Tree]) -> Equality:
        answer = self._ask("equal", flat(left), flat(right), _flat_all(definitions))
        if isinstance(answer, str):
            return Equality("unknown", reason=answer)
        return _equality(answer)

    def _ask(self, name: str, *arguments: Any) -> Any:
        """Return the evaluator's answer, or a text that says why there is none."""
        # Imported here, because a grader whose proofs run elsewhere has no need of mpmath.
        from autograder.mathematics import evaluator

        try:
            return getattr(evaluator, name)(*arguments)
        except (ArithmeticError, RecursionError, ValueError, MemoryError) as error:
            return f"the proof failed: {type(error).__name__}"


class SandboxProver(LocalProver):
    """Proves in a locked-down process; a proof that has to be killed ends as "unknown".

    Use as a context manager.

    Parameters
    ----------
    zygote : Zygote
        The warm process of the mathematics kind.
    proof_cpu_s : float
        CPU seconds one proof may take; the evaluator gives up by itself long before.
    """

    def __init__(self, zygote: Zygote, proof_cpu_s: float = PROOF_CPU_S) -> None:
        super().__init__()
        self._session = Session(zygote, (), Limits(memory_mb=MEMORY_MB))
        self._proof_cpu_s = proof_cpu_s

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def _ask(self, name: str, *arguments: Any) -> Any:
        try:
            return self._session.call(name, arguments, {}, Budget(self._proof_cpu_s)).value
        except CallFailed as failure:
            return f"the proof was stopped ({failure.status})"


def _flat_all(definitions: Mapping[str, Tree]) -> dict[str, list[list[str | int]]]:
    return {name: flat(tree) for name, tree in definitions.items()}


def _equality(answer: Any) -> Equality:
    """Read the answer of a process that a student's expression may have upset: trust nothing in it."""
    fields = ("verdict", "point", "left", "right", "reason")
    if not isinstance(answer, dict) or not all(isinstance(answer.get(field), str) for field in fields):
        return Equality("unknown", reason="the proof gave no answer")
    verdict, *texts = (answer[field][:200] for field in fields)
    if verdict not in ("equal", "different"):
        return Equality("unknown", reason=texts[3])
    return Equality("equal" if verdict == "equal" else "different", *texts)
