"""Who decides whether two expressions are equal, and what is remembered of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, Protocol, TypeVar

from autograder.mathematics.trees import Tree, flat

MOST_WORK = 6_000_000
"""Steps of work for all that one prover is asked, ten seconds or so; honest pages take a hundredth of it."""
MOST_REMEMBERED = 20_000
"""Answers a memory keeps, each of a few hundred bytes; the oldest is dropped first."""

Verdict = Literal["equal", "different", "unknown"]
Kept = TypeVar("Kept")


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


class Stopped(Exception):
    """A proof that came to no answer; the message says why."""


class Memory:
    """Answers to questions that were put before, by the digest of the question.

    An answer follows from its question alone, so remembering changes how long a proof takes, never its
    outcome. A proof that was stopped is not an answer.
    """

    def __init__(self) -> None:
        self._answers: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, digest: str) -> Any:
        """Return the answer to a question, None when it was not answered yet."""
        return self._answers.get(digest)

    def keep(self, digest: str, answer: Any) -> None:
        """Remember an answer."""
        if len(self._answers) >= MOST_REMEMBERED:
            del self._answers[next(iter(self._answers))]
        self._answers[digest] = answer


class LocalProver:
    """Proves in this process: for tests and an author's own expressions, which need no killing.

    Parameters
    ----------
    memory : Memory, optional
        What was answered before.

    Attributes
    ----------
    work : int
        Steps of work behind all the answers so far, whether they were remembered or new: what counts against
        a submission is the same on any day and in any order of submissions.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = Memory() if memory is None else memory
        self._stopped: dict[str, Stopped] = {}
        self._written: dict[int, tuple[Tree, str]] = {}
        self.work = 0

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
            The verdict.
        """
        try:
            return self._answer(
                _equality, "equal", self._text(left), self._text(right), self._all_texts(definitions)
            )
        except Stopped as reason:
            return Equality("unknown", reason=str(reason))

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
        others = f"[{', '.join(_text(candidate) for candidate in candidates)}]"
        try:
            found = self._answer(
                _positions, "matches", self._text(target), others, self._all_texts(definitions)
            )
        except Stopped:
            return ()
        return tuple(position for position in found if position < len(candidates))

    def _text(self, tree: Tree) -> str:
        """Write a tree down, once: each line is compared with several others."""
        kept = self._written.get(id(tree))
        if kept is None:
            kept = self._written[id(tree)] = tree, _text(tree)  # holding the tree keeps its id its own
        return kept[1]

    def _all_texts(self, definitions: Mapping[str, Tree]) -> str:
        texts = (f"{json.dumps(name)}: {self._text(tree)}" for name, tree in sorted(definitions.items()))
        return f"{{{', '.join(texts)}}}"

    def _answer(self, read: Callable[[Any], Kept], name: str, *arguments: str) -> Kept:
        """Return a question's answer, remembered or new.

        Raises
        ------
        Stopped
            When there is none; the same question is not put to this prover again.
        """
        if self.work > MOST_WORK:
            raise Stopped("all lines together take too long to prove")
        question = f"[{', '.join((json.dumps(name), *arguments))}]"
        digest = sha256(question.encode()).hexdigest()
        if digest in self._stopped:
            raise self._stopped[digest]
        known: tuple[Kept, int] | None = self._memory.get(digest)
        if known is None:
            try:
                answer = self._ask(question)
                known = read(answer), _work(answer)
            except Stopped as reason:
                self._stopped[digest] = reason
                raise
            self._memory.keep(digest, known)
        self.work += known[1]
        return known[0]

    def _ask(self, question: str) -> Any:
        # Imported here, because a grader whose proofs run elsewhere has no need of mpmath.
        from autograder.mathematics import evaluator

        try:
            return evaluator.answer(question)
        except (ArithmeticError, RecursionError, ValueError, MemoryError) as error:
            raise Stopped(f"the proof failed: {type(error).__name__}") from None


def _text(tree: Tree) -> str:
    return json.dumps(flat(tree))


def _equality(answer: Any) -> Equality:
    """Read the answer of a process that a student's expression may have upset: trust nothing in it."""
    fields = ("verdict", "point", "left", "right", "reason")
    if not isinstance(answer, dict) or not all(isinstance(answer.get(field), str) for field in fields):
        raise Stopped("the proof gave no answer")
    verdict, *texts = (answer[field][:200] for field in fields)
    if verdict not in ("equal", "different", "unknown"):
        raise Stopped("the proof gave no answer")
    return Equality(verdict, *texts)


def _positions(answer: Any) -> tuple[int, ...]:
    """Read positions, of the same process."""
    found = answer.get("positions") if isinstance(answer, dict) else None
    if not isinstance(found, list | tuple) or not all(type(place) is int and place >= 0 for place in found):
        raise Stopped("the proof gave no answer")
    return tuple(found)


def _work(answer: dict[str, Any]) -> int:
    """Read how much work an answer took, of the same process."""
    work = answer.get("work")
    if type(work) is not int or work < 0:
        raise Stopped("the proof gave no answer")
    return work
