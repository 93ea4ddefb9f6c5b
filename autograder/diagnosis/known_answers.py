"""What the solutions and every known mistake answer to the checks, asked once and kept on disk.

The file lies in the course's records, named by its form and the checks' digest: a changed check, case or
wrong/ file makes a new one. What was answered is read with the wire's decoder, which builds plain values
only.
"""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from autograder.checks.runner import Runner
from autograder.checks.suite import SuiteRun
from autograder.checks.transcript import Call, Failed, compact, feed
from autograder.course.variants import Variant
from autograder.models import CheckResult, Status
from autograder.notebook.definitions import stub_names
from autograder.sandbox import wire

_FORMAT = 4
"""Counted up with every change of the file's form: a file of another form has another name."""


class Heard:
    """What came of one request.

    Attributes
    ----------
    outcome : object
        The plain value, or `Failed`; of what is very large, its digest.
    """

    def __init__(self, outcome: Any) -> None:
        self.outcome = outcome

    def __repr__(self) -> str:
        return f"Heard({self.outcome!r})"


class CheckAnswer(msgspec.Struct, frozen=True, array_like=True):
    """One request of a check and what came of it.

    Attributes
    ----------
    name : str
        What was asked: a function, a constant, or a member of an object.
    key : str
        Digest of the request, arguments included.
    heard : Heard
        What came of it.
    of_object : bool
        Whether an object of the submission's was asked, whose class no request names.
    """

    name: str
    key: str
    heard: Heard
    of_object: bool = False

    @property
    def outcome(self) -> Any:
        """The plain value, or `Failed`."""
        return self.heard.outcome


class QuestionAnswers(msgspec.Struct, frozen=True, array_like=True):
    """What one submission answered to one question's checks.

    Attributes
    ----------
    names : frozenset of str
        What the submission overlays; empty for a student and for the truth.
    failed : frozenset of str
        The checks it failed.
    answers : dict of str to tuple of CheckAnswer
        By check, in the order they were asked.
    """

    names: frozenset[str]
    failed: frozenset[str]
    answers: dict[str, tuple[CheckAnswer, ...]]


Known = tuple[QuestionAnswers, dict[str, QuestionAnswers]]
"""The truth's answers to one question's checks, and each mistake's by its name."""


def failing_checks(results: Iterable[CheckResult]) -> frozenset[str]:
    """Return the names of the checks that cost points."""
    return frozenset(r.name for r in results if r.status is not Status.PASSED and not r.bonus)


def answers_of(
    results: Iterable[CheckResult], calls: Iterable[Call], names: Iterable[str] = ()
) -> QuestionAnswers:
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
    QuestionAnswers
        The same, arranged.
    """
    results = list(results)
    arranged: dict[str, list[CheckAnswer]] = {result.name: [] for result in results}
    for call in calls:
        if call.check in arranged:
            owner, _, name = call.name.rpartition(".")
            answer = CheckAnswer(name, _key(call), Heard(compact(call.outcome)), bool(owner))
            arranged[call.check].append(answer)
    return QuestionAnswers(
        frozenset(names),
        failing_checks(results),
        {check: tuple(answers) for check, answers in arranged.items()},
    )


class KnownAnswers:
    """The known answers of one assignment, by question.

    Parameters
    ----------
    runner : Runner
        Runs the known submissions.
    left_out : frozenset of str
        Mistakes that checks recognise by themselves.
    """

    def __init__(self, runner: Runner, left_out: frozenset[str] = frozenset()) -> None:
        self._runner = runner
        self._left_out = left_out
        self._read: dict[str, Known] = {}

    def of(self, question_id: str, variant: Variant | None = None) -> Known:
        """Return the truth's answers and each mistake's for one question's checks.

        On the master's numbers they are kept; on one student's they are asked when they are needed.
        """
        variants = self._runner.variants
        if variant is not None and variants is not None and variant != variants.master:
            return self._ask(question_id, variant)
        if question_id not in self._read:
            self._read[question_id] = self._load(question_id)
        return self._read[question_id]

    def _load(self, question_id: str) -> Known:
        reference = self._runner.reference
        folder = self._runner.course.records / ".known"
        path = folder / f"{reference.id}-{question_id}-{reference.checks_digest[:20]}.{_FORMAT}.msgpack"
        found = read_answers(path)
        if found is not None:
            return found
        with _alone(path.with_suffix(".lock")):
            found = read_answers(path)
            if found is None:
                found = self._ask(question_id)
                write_answers(path, found)
        return found

    def _ask(self, question_id: str, variant: Variant | None = None) -> Known:
        solutions = self._runner.reference.solutions_path.read_text(encoding="utf-8")
        truth = self._run([solutions], question_id, variant)
        mistakes: dict[str, QuestionAnswers] = {}
        for known in self._runner.reference.wrong:
            if known.question == question_id and known.name not in self._left_out:
                source = known.path.read_text(encoding="utf-8")
                mistakes[known.name] = self._run(
                    [solutions, source], question_id, variant, stub_names(source)
                )
        return truth, mistakes

    def _run(
        self, sources: Sequence[str], question_id: str, variant: Variant | None, names: Iterable[str] = ()
    ) -> QuestionAnswers:
        run: SuiteRun = self._runner.run_sources(sources, {question_id}, variant=variant)
        return answers_of(run.results, run.calls, names)


def _key(call: Call) -> str:
    member = call.name.split(".")[-1]
    digest = hashlib.sha256(f"{call.kind}\0{member}\0".encode())
    feed(digest, [list(call.args), sorted(call.kwargs.items())])
    return digest.hexdigest()[:20]


def write_answers(path: Path, known: Known) -> None:
    """Keep answers for the next run; what cannot be written down exactly is not kept.

    Parameters
    ----------
    path : Path
        The file; it is there whole or not at all.
    known : tuple of QuestionAnswers and dict of str to QuestionAnswers
        The truth's answers and each mistake's.
    """
    try:
        content = msgspec.msgpack.encode(known, enc_hook=_framed)
        _KNOWN.decode(content)
    except (wire.CannotTravel, ValueError, msgspec.MsgspecError):
        return
    partial = path.with_suffix(".partial")
    partial.write_bytes(content)
    partial.replace(path)


def read_answers(path: Path) -> Known | None:
    """Read what an earlier run kept; None when there is nothing, or anything odd."""
    try:
        known: Known = _KNOWN.decode(path.read_bytes())
    except (OSError, ValueError, TypeError, msgspec.MsgspecError):
        return None
    return known


def _framed(heard: Any) -> bytes:
    said = heard.outcome
    return wire.encode(["failed", said.status, said.ename] if isinstance(said, Failed) else ["value", said])


def _unframed(kind: type, frame: bytes) -> Heard:
    match wire.decode(frame):
        case ["failed", str(status), str(ename)]:
            return Heard(Failed(status, ename))
        case ["value", value]:
            return Heard(value)
    raise ValueError("not an outcome")


_KNOWN = msgspec.msgpack.Decoder(Known, dec_hook=_unframed)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process at a time ask, so that processes side by side do not do the same work."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
