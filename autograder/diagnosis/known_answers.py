"""What the solutions and every known mistake answer to the checks, asked once and kept on disk.

The file lies in the course's records, named by the checks' digest: a changed check, case or wrong/ file
makes a new one. It is read with the wire's decoder, which builds plain values only.
"""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.checks.suite import SuiteRun
from autograder.checks.transcript import Call, Failed, compact, feed
from autograder.course.variants import Variant
from autograder.models import CheckResult, Status
from autograder.notebook.definitions import stub_names
from autograder.sandbox import wire

if TYPE_CHECKING:
    from autograder.grading.grader import Worker

_FORMAT = 3


@dataclass(frozen=True)
class Answer:
    """One request of a check and what came of it.

    Attributes
    ----------
    name : str
        What was asked: a function, a constant, or a member of an object.
    key : str
        Digest of the request, arguments included.
    outcome : object
        The plain value, or `Failed`; of what is very large, its digest.
    of_object : bool
        Whether an object of the submission's was asked, whose class no request names.
    """

    name: str
    key: str
    outcome: Any
    of_object: bool = False


@dataclass(frozen=True)
class Answers:
    """What one submission answered to one question's checks.

    Attributes
    ----------
    names : frozenset of str
        What the submission overlays; empty for a student and for the truth.
    failed : frozenset of str
        The checks it failed.
    answers : mapping of str to tuple of Answer
        By check, in the order they were asked.
    """

    names: frozenset[str]
    failed: frozenset[str]
    answers: Mapping[str, tuple[Answer, ...]]


def failing_checks(results: Iterable[CheckResult]) -> frozenset[str]:
    """Return the names of the checks that cost points."""
    return frozenset(r.name for r in results if r.status is not Status.PASSED and not r.bonus)


def answers_of(results: Iterable[CheckResult], calls: Iterable[Call], names: Iterable[str] = ()) -> Answers:
    """Arrange a transcript by check.

    Parameters
    ----------
    results : iterable of CheckResult
        The results of one question.
    calls : iterable of Call
        The transcript; calls of other questions' checks are left out.
    names : iterable of str
        What the submission overlays.

    Returns
    -------
    Answers
        The same, arranged.
    """
    results = list(results)
    arranged: dict[str, list[Answer]] = {result.name: [] for result in results}
    for call in calls:
        if call.check in arranged:
            owner, _, name = call.name.rpartition(".")
            answer = Answer(name, _key(call), compact(call.outcome), bool(owner))
            arranged[call.check].append(answer)
    return Answers(
        frozenset(names),
        failing_checks(results),
        {check: tuple(answers) for check, answers in arranged.items()},
    )


class KnownAnswers:
    """The known answers of one assignment, by question.

    Parameters
    ----------
    worker : Worker
        What runs the known submissions.
    left_out : frozenset of str
        Mistakes that checks recognise by themselves.
    """

    def __init__(self, worker: "Worker", left_out: frozenset[str] = frozenset()) -> None:
        self._worker = worker
        self._left_out = left_out
        self._read: dict[str, tuple[Answers, dict[str, Answers]]] = {}

    def of(self, question_id: str, variant: Variant | None = None) -> tuple[Answers, dict[str, Answers]]:
        """Return the truth's answers and each mistake's for one question's checks.

        On the master's numbers they are kept; on one student's they are asked when they are needed.
        """
        variants = self._worker.variants
        if variant is not None and variants is not None and variant != variants.master:
            return self._ask(question_id, variant)
        if question_id not in self._read:
            self._read[question_id] = self._load(question_id)
        return self._read[question_id]

    def _load(self, question_id: str) -> tuple[Answers, dict[str, Answers]]:
        reference = self._worker.reference
        folder = self._worker.course.records / ".known"
        path = folder / f"{reference.id}-{question_id}-{reference.checks_digest[:20]}.msgpack"
        found = read_answers(path)
        if found is not None:
            return found
        with _alone(path.with_suffix(".lock")):
            found = read_answers(path)
            if found is None:
                found = self._ask(question_id)
                write_answers(path, found)
        return found

    def _ask(self, question_id: str, variant: Variant | None = None) -> tuple[Answers, dict[str, Answers]]:
        solutions = self._worker.reference.solutions_path.read_text(encoding="utf-8")
        truth = self._run([solutions], question_id, variant)
        mistakes: dict[str, Answers] = {}
        for known in self._worker.reference.wrong:
            if known.question == question_id and known.name not in self._left_out:
                source = known.path.read_text(encoding="utf-8")
                mistakes[known.name] = self._run(
                    [solutions, source], question_id, variant, stub_names(source)
                )
        return truth, mistakes

    def _run(
        self, sources: Sequence[str], question_id: str, variant: Variant | None, names: Iterable[str] = ()
    ) -> Answers:
        run: SuiteRun = self._worker.run_sources(sources, {question_id}, variant=variant)
        return answers_of(run.results, run.calls, names)


def _key(call: Call) -> str:
    member = call.name.split(".")[-1]
    digest = hashlib.sha256(f"{call.kind}\0{member}\0".encode())
    feed(digest, [list(call.args), sorted(call.kwargs.items())])
    return digest.hexdigest()[:20]


def write_answers(path: Path, known: tuple[Answers, dict[str, Answers]]) -> None:
    """Keep answers for the next run; what cannot be written down exactly is not kept.

    Parameters
    ----------
    path : Path
        The file; it is there whole or not at all.
    known : tuple of Answers and dict of str to Answers
        The truth's answers and each mistake's.
    """
    truth, mistakes = known
    content = [_FORMAT, _packed(truth), {name: _packed(answers) for name, answers in mistakes.items()}]
    try:
        frame = wire.encode(content)
        wire.decode(frame)
    except (wire.CannotTravel, wire.WireError):
        return
    partial = path.with_suffix(".partial")
    partial.write_bytes(frame)
    partial.replace(path)


def read_answers(path: Path) -> tuple[Answers, dict[str, Answers]] | None:
    """Read what an earlier run kept; None when there is nothing, or anything odd."""
    try:
        kind, truth, mistakes = wire.decode(path.read_bytes())
        if kind != _FORMAT:
            return None
        return _unpacked(truth), {name: _unpacked(answers) for name, answers in mistakes.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _packed(answers: Answers) -> list[Any]:
    return [
        sorted(answers.names),
        sorted(answers.failed),
        {
            check: [
                [entry.name, entry.key, _packed_outcome(entry.outcome), entry.of_object] for entry in entries
            ]
            for check, entries in answers.answers.items()
        },
    ]


def _packed_outcome(outcome: Any) -> list[Any]:
    if isinstance(outcome, Failed):
        return ["failed", outcome.status, outcome.ename]
    return ["value", outcome]


def _unpacked(packed: list[Any]) -> Answers:
    names, failed, answers = packed
    return Answers(
        frozenset(names),
        frozenset(failed),
        {
            check: tuple(
                Answer(name, key, _unpacked_outcome(outcome), of_object)
                for name, key, outcome, of_object in entries
            )
            for check, entries in answers.items()
        },
    )


def _unpacked_outcome(packed: list[Any]) -> Any:
    if packed[0] == "failed":
        return Failed(packed[1], packed[2])
    return packed[1]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time ask, so that side-by-side workers do not do the same work."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
