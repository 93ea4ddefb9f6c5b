"""Grade many submissions side by side, each in a process that a bad one may take with it.

The batch's process holds no warm worker and computes nothing from a submission: it hands out work, counts
what went in and what came out, and replaces a checker that dies or passes a limit. What a dead checker held
is graded once more among the others; a submission that takes two checkers with it is not graded, and says so.
One that met a wall-clock limit, which a busy machine can cause, is graded once more alone before it counts.
"""

import json
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from nbformat.notebooknode import NotebookNode, from_dict

from autograder import errors
from autograder.course.frozen_state import freeze
from autograder.course.layout import Course
from autograder.errors import AutograderError, SandboxError
from autograder.grading import records
from autograder.grading.checker import Done, Ready, Refused, Start
from autograder.grading.checker_process import CheckerProcess, Gone
from autograder.grading.graded import Graded
from autograder.models import Grade, Record, Status
from autograder.sandbox.run_folder import RunFolder
from autograder.submission.submitted import Submitted

DEATHS = 2
"""After so many checkers that died of it, a submission is not tried again."""

_LOOK_S = 0.2
_STARTS = 6
_AHEAD = 2


def grade_many(
    course: Course,
    assignment_id: str,
    submissions: Sequence[Submitted],
    *,
    workers: int = 1,
    sandboxed: bool = True,
) -> Iterator[Graded]:
    """Grade submissions and yield each result as it is there, in no fixed order.

    Parameters
    ----------
    course : Course
        Where everything lies.
    assignment_id : str
        Which assignment.
    submissions : sequence of Submitted
        Whom and what; a student stands once.
    workers : int
        Checkers to use.
    sandboxed : bool
        As for a `Runner`.

    Yields
    ------
    Graded
        One a submission.

    Raises
    ------
    AutograderError
        When the assignment or this machine lets nothing be graded.
    """
    with Pool(course, assignment_id, workers=min(workers, len(submissions)), sandboxed=sandboxed) as pool:
        yield from pool.grade(submissions)


class Pool:
    """Checkers of one state of one assignment; use as a context manager.

    Parameters
    ----------
    course : Course
        Where everything lies.
    assignment_id : str
        Which assignment.
    workers : int
        How many checkers at most.
    sandboxed : bool
        As for a `Runner`.
    """

    def __init__(
        self, course: Course, assignment_id: str, *, workers: int = 1, sandboxed: bool = True
    ) -> None:
        self._course = course
        self._id = assignment_id
        self._workers = max(1, workers)
        self._sandboxed = sandboxed
        self._checkers: list[CheckerProcess] = []
        self._failed_starts = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            folder = RunFolder()
            stack.callback(folder.close)
            frozen = freeze(self._course, self._id, folder.path)
            self._assignment = frozen.assignment(self._id)
            self._reference = frozen.reference(self._id)
            self._log = folder.path / "checkers.log"
            self._start = Start(str(frozen.root), str(frozen.halves), self._id, self._sandboxed)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        checkers, self._checkers = self._checkers, []
        for checker in checkers:
            checker.dismiss(at_once=kind is not None)
        for checker in checkers:
            checker.bury()
        self._stack.close()

    def grade(self, submissions: Sequence[Submitted]) -> Iterator[Graded]:
        """Grade submissions; see `grade_many`."""
        again: list[Submitted] = []
        by_student = {one.student: one for one in submissions}
        for graded in self._round(submissions, self._workers):
            if _met_wall(graded.record):
                again.append(by_student[graded.record.student])
            else:
                yield graded
        yield from self._round(again, 1)

    def _round(self, submissions: Sequence[Submitted], workers: int) -> Iterator[Graded]:
        """Grade each submission once, counting the checkers that died of it."""
        waiting = deque(range(len(submissions)))
        deaths: Counter[int] = Counter()
        still_open = set(waiting)
        while still_open:
            self._staff(min(workers, len(still_open)))
            self._hand_out(submissions, waiting, workers)
            for checker in self._heard(workers):
                try:
                    report = checker.hear()
                except Gone as gone:
                    number = self._let_go(checker, waiting)
                    if number is None:
                        continue
                    deaths[number] += 1
                    if deaths[number] < DEATHS:
                        waiting.append(number)
                    else:
                        still_open.discard(number)
                        yield self._not_graded(submissions[number].student, str(gone))
                    continue
                if isinstance(report, Refused):
                    raise _error(report)
                if isinstance(report, Ready):
                    self._failed_starts = 0
                elif isinstance(report, Done):
                    if report.leaves:
                        self._let_go(checker, waiting, blame=False)
                    still_open.discard(report.number)
                    yield Graded(report.record, _notebook(report.notebook))

    def _staff(self, wanted: int) -> None:
        """Start the checkers that are missing."""
        if self._failed_starts >= _STARTS:
            words = CheckerProcess.last_words(self._log)
            raise SandboxError(f"the processes that check die while they start: {words}")
        while len(self._checkers) < wanted:
            self._checkers.append(
                CheckerProcess(self._start, self._log, self._assignment.settings.limits.wall_s)
            )

    def _hand_out(self, submissions: Sequence[Submitted], waiting: deque[int], workers: int) -> None:
        """Give work to who has none; some ahead while there is plenty: nobody waits for the writer."""
        ahead = _AHEAD if len(waiting) > workers else 1
        for depth in range(1, ahead + 1):
            for checker in self._checkers[:workers]:
                if waiting and checker.ready and len(checker.held) < depth:
                    number = waiting.popleft()
                    checker.give(number, *submissions[number])

    def _heard(self, workers: int) -> list[CheckerProcess]:
        """Wait a moment for news; a checker that passed a limit is ended, which is news too."""
        for checker in self._checkers:
            checker.look()
        lines = {checker.line: checker for checker in self._checkers}
        return [lines[line] for line in wait(list(lines), _LOOK_S)]  # type: ignore[index]

    def _let_go(self, checker: CheckerProcess, waiting: deque[int], *, blame: bool = True) -> int | None:
        """Part with a checker; return the one it died of, and let the rest that it held wait again."""
        self._checkers.remove(checker)
        checker.dismiss(at_once=True)
        checker.bury()
        if not checker.ready:
            self._failed_starts += 1
        current = checker.held.popleft() if blame and checker.held else None
        waiting.extendleft(reversed(checker.held))
        return current

    def _not_graded(self, student: str, why: str) -> Graded:
        """Say of a submission that it took every checker with it."""
        grade = Grade(
            status=Status.SANDBOX_ERROR,
            message=f"Not graded: checking it was tried {DEATHS} times, and each time {why}; "
            "look at it by hand.",
        )
        return Graded(
            Record(
                assignment=self._id,
                student=student,
                grade=grade,
                digests=records.digests(b"", self._assignment, self._reference),
                sandboxed=self._sandboxed,
            )
        )


def _error(refused: Refused) -> AutograderError:
    kind = getattr(errors, refused.kind, AutograderError)
    if not (isinstance(kind, type) and issubclass(kind, AutograderError)):
        kind = AutograderError
    return kind(refused.message)


def _notebook(text: str | None) -> NotebookNode | None:
    if text is None:
        return None
    notebook: NotebookNode = from_dict(json.loads(text))
    return notebook


def _met_wall(record: Record) -> bool:
    """Whether a wall-clock limit, not a CPU limit, ended something."""
    checks = [check.status for question in record.grade.questions for check in question.checks]
    return Status.TIMEOUT in checks or any(cell.status is Status.TIMEOUT for cell in record.grade.cells)
