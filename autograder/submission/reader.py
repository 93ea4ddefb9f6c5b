"""Reading submissions where they can do no harm: the trusted side of it.

A locked-down process, which holds no reference and has limits on computing, memory and time, parses and
mends what students handed in. This side finds the file, hands its bytes over, and builds the notebook from
the plain data that comes back; it never parses a student's bytes itself. The process reads one submission
after another, until one costs it its life.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from autograder.course.layout import Assignment
from autograder.course.variants import Variants
from autograder.errors import SandboxError, UnreadableSubmission
from autograder.models import Limits
from autograder.sandbox import Budget, CallFailed, Handle, Module, Request, Session, Zygote
from autograder.submission import parsing
from autograder.submission.read import Submission, found_and_read
from autograder.submission.reading_reply import Mended, unpacked
from autograder.submission.variant_cell import Numbers, Shown

PARSER = Module(Path(parsing.__file__), Path(__file__).parents[1])
"""What the warm process of readers imports."""
READ_CPU_S = 10.0
"""CPU seconds that one submission's reading may take; an ordinary one takes a few hundredths."""
MEMORY_MB = 512
"""Memory beyond the warm process's own, in MiB."""
_PART_BYTES = 8 << 20
_LONGEST_LIFE_S = 60.0
_BY_CHANCE = frozenset(("timeout", "crash"))
"""What a busy machine can cause: tried once more, in a fresh process."""
_CLEAR = "clear its outputs, delete what is no answer and hand it in again"
_REASONS = {
    "cpu": f"reading it takes more than {READ_CPU_S:.0f} s of computing; {_CLEAR}",
    "timeout": f"reading it takes too long; {_CLEAR}",
    "memory": f"reading it takes more than {MEMORY_MB} MiB of memory; {_CLEAR}",
}
_OTHERWISE = f"it makes its reader fail ({{}}), so it is damaged in an unusual way; {_CLEAR}"


class Reader:
    """Reads submissions of one assignment; use as a context manager.

    Parameters
    ----------
    start : callable or Zygote
        Starts a warm process that imports a module, which then ends with the reader; or one that was
        started with `PARSER`, which is left to its owner. It is started for the first submission.
    assignment : Assignment
        What was asked.
    variants : Variants, optional
        How the assignment varies.
    """

    def __init__(
        self,
        start: Callable[[Module], AbstractContextManager[Zygote]] | Zygote,
        assignment: Assignment,
        variants: Variants | None = None,
    ) -> None:
        self._start = start
        self._assignment = assignment
        self._variants = variants
        self._handout = np.frombuffer(json.dumps(assignment.notebook).encode(), np.uint8)
        self._zygote = start if isinstance(start, Zygote) else None
        self._whole = ExitStack()
        self._session: Session | None = None
        self._parser: Handle | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._forget()
        self._whole.close()

    def read(self, path: Path, student: str) -> Submission:
        """Find, read and mend what one student handed in.

        Parameters
        ----------
        path : Path
            The notebook file, or the folder that holds it.
        student : str
            Whose it is.

        Returns
        -------
        Submission
            Ready to run.

        Raises
        ------
        UnreadableSubmission
            When there is nothing to grade, whatever the file did; the message says why and what to do.
        SandboxError
            When the sandbox itself failed, twice.
        """
        budget = Budget(READ_CPU_S)

        def is_release(content: bytes) -> bool:
            return self._ask("is_release", content, (), budget) is True

        def read(content: bytes, numbers: Numbers | None) -> tuple[Mended, Shown | None]:
            told = numbers and [numbers.own, numbers.master, numbers.source, numbers.handed_out]
            return _understood(self._ask("read", content, (told,), budget), numbers is not None)

        return found_and_read(path, self._assignment, student, self._variants, is_release, read)

    def _ask(self, what: str, content: bytes, arguments: Sequence[Any], budget: Budget) -> Any:
        """Have a file's bytes looked at, once more where the first time failed by chance."""
        try:
            return self._ask_once(what, content, arguments, budget)
        except SandboxError:
            pass
        except CallFailed as failure:
            if failure.status not in _BY_CHANCE:
                raise UnreadableSubmission(_reason(failure)) from failure
        try:
            return self._ask_once(what, content, arguments, Budget(READ_CPU_S))
        except CallFailed as failure:
            raise UnreadableSubmission(_reason(failure)) from failure

    def _ask_once(self, what: str, content: bytes, arguments: Sequence[Any], budget: Budget) -> Any:
        data = np.frombuffer(content, np.uint8)
        with self._ready() as (session, parser):
            for start in range(0, len(data), _PART_BYTES):
                session.ask(Request.method(parser, "feed", data[start : start + _PART_BYTES]), budget)
            return session.ask(Request.method(parser, what, *arguments), budget).value

    @contextmanager
    def _ready(self) -> Iterator[tuple[Session, Handle]]:
        """Give the process and the parser in it; whatever fails in it ends it."""
        if self._session is not None and self._session.cpu_s > _LONGEST_LIFE_S:
            self._forget()
        try:
            if self._session is None or self._parser is None:
                if self._zygote is None and not isinstance(self._start, Zygote):
                    self._zygote = self._whole.enter_context(self._start(PARSER))
                assert self._zygote is not None
                limits = Limits(question_cpu_s=READ_CPU_S, memory_mb=MEMORY_MB)
                self._session = Session(self._zygote, (), limits)
                made = Request.call("Parser", self._handout).wanting("object")
                self._parser = self._session.ask(made, Budget(READ_CPU_S)).value
            yield self._session, self._parser
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        session, self._session, self._parser = self._session, None, None
        if session is not None:
            session.close()


def _understood(reply: object, varies: bool) -> tuple[Mended, Shown | None]:
    """Read what the process said of a notebook."""
    match reply:
        case [str(refusal), None, None] if refusal:
            raise UnreadableSubmission(refusal)
        case ["", data, None] if not varies:
            return unpacked(data), None
        case ["", data, [bool(own), bool(there), bool(right), foreign]] if varies:
            return unpacked(data), Shown(own, there, right, foreign if isinstance(foreign, dict) else None)
    raise ValueError("a reply that is none")


def _reason(failure: CallFailed) -> str:
    return _REASONS.get(failure.status) or _OTHERWISE.format(failure.message[:200])
