"""Run submissions of one assignment and keep them open for its checks.

A runner holds what takes seconds to make and serves a whole class: warm processes, loaded solutions,
collected checks. It knows cells and sources, and nothing of whose they are or what their results are worth.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from types import MappingProxyType, ModuleType, TracebackType
from typing import Protocol, Self

from autograder.checks.suite import CheckSuite, Subject, SuiteRun
from autograder.checks.transcript import Target
from autograder.course.layout import Assignment, Course
from autograder.course.libraries import NOTEBOOKS
from autograder.course.loading import load_module
from autograder.course.variants import NAME, Variant, load_variants
from autograder.errors import BadAssignment
from autograder.mathematics.examiner import Examiner
from autograder.models import Limits
from autograder.notebook.missing_names import why_missing
from autograder.notebook.run_order import out_of_order
from autograder.sandbox import CellRun, Module, Notebooks, Session, Zygote

Cells = Sequence[tuple[int, str]]
"""Position and source of each code cell to run, in order."""
Keep = Mapping[int, tuple[str, ...]]
"""By a cell's position, the names of what later cells do not change."""
NOTHING_KEPT: Keep = MappingProxyType({})


class Opened(Target, Protocol):
    """A submission whose cells can be run and whose names then answer: a session, or a fake of one."""

    @property
    def cpu_s(self) -> float:
        """CPU seconds of the student's own processes so far."""

    @property
    def restarts(self) -> int:
        """Fresh processes that were needed after the first."""

    def run(self) -> Sequence[CellRun]:
        """Run every cell, in order."""


OpenSession = Callable[[Cells, Limits, Keep], AbstractContextManager[Opened]]
"""Opens what runs these cells within these limits; its processes end with it."""


@dataclass(frozen=True)
class Live:
    """Cells that were run, and the namespace they left behind.

    Attributes
    ----------
    subject : Subject
        What `CheckSuite.run` takes.
    runs : tuple of CellRun
        How each cell ran.
    order : mapping of int to str
        What is told of cells that were run out of order, by their position.
    session : Opened
        What answers.
    """

    subject: Subject
    runs: tuple[CellRun, ...]
    order: Mapping[int, str]
    session: Opened


class Runner:
    """Runs cells and checks of one assignment, one submission after another; use as a context manager.

    Entering it takes seconds, running a submission then fractions of one.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.
    sandboxed : bool
        False runs code without the lock-down: only for an author's own code.
    landlock_cap : int, optional
        Use no newer Landlock ABI than this, for tests.
    open_session : callable, optional
        Opens a submission; a session of a warm process without it, which is started on entering.

    Attributes
    ----------
    course, assignment, reference
        What is run.
    variants : Variants or None
        How the assignment varies.
    sandboxed : bool
        As given.
    solutions : module
        The solutions, on the master's numbers.
    suite : CheckSuite
        The collected checks.

    Raises
    ------
    AutograderError
        When the assignment is not well formed or this machine cannot run untrusted code safely.
    """

    solutions: ModuleType
    suite: CheckSuite

    def __init__(
        self,
        course: Course,
        assignment_id: str,
        *,
        sandboxed: bool = True,
        landlock_cap: int | None = None,
        open_session: OpenSession | None = None,
    ) -> None:
        self.course = course
        self.assignment: Assignment = course.assignment(assignment_id)
        self.reference = course.reference(assignment_id)
        self.variants = load_variants(course, self.assignment, self.reference)
        self.sandboxed = sandboxed
        self._landlock_cap = landlock_cap
        self._open = open_session
        self._homes = {name: question.id for question in self.assignment.questions for name in question.names}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.solutions = self.solutions_for(self._master)
            self._examiner = stack.enter_context(Examiner(self.zygote))
            order = [question.id for question in self.assignment.questions]
            self.suite = stack.enter_context(
                CheckSuite(self.reference, self.solutions, order, self._examiner)
            )
            _every_question_has_checks(self.assignment, self.suite)
            self._open_session = self._open or _sessions_of(stack.enter_context(self.zygote()))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def zygote(self, serves: Module | Notebooks = NOTEBOOKS) -> Zygote:
        """Start one more warm process, which cannot read what this course keeps secret.

        Parameters
        ----------
        serves : Module or Notebooks
            What it imports, or which libraries it warms up for notebooks.

        Returns
        -------
        Zygote
            To be closed by whoever asked for it.
        """
        return Zygote(
            serves,
            landlock_cap=self._landlock_cap,
            sandboxed=self.sandboxed,
            secrets=[
                self.course.root / "reference",
                self.course.halves / "reference",
                self.course.records,
                self.course.submitted,
            ],
        )

    def solutions_for(self, variant: Variant | None) -> ModuleType:
        """Load the solutions with a student's numbers in place."""
        return load_module(self.reference.solutions_path, None if variant is None else {NAME: variant})

    def session(self, cells: Cells) -> AbstractContextManager[Opened]:
        """Open cells for whoever wants their runs alone; nothing has run yet."""
        return self._open_session(cells, self.assignment.settings.limits, NOTHING_KEPT)

    @contextmanager
    def live(
        self,
        cells: Cells,
        variant: Variant | None = None,
        *,
        limits: Limits | None = None,
        keep: Keep = NOTHING_KEPT,
        remarks: Mapping[str, str] = MappingProxyType({}),
    ) -> Iterator[Live]:
        """Run the cells of a notebook and keep what they left behind open for checks.

        Parameters
        ----------
        cells : sequence of (int, str)
            Position and source of each, in order.
        variant : dict, optional
            The numbers that the solutions are to work with, when the assignment varies.
        limits : Limits, optional
            Instead of the assignment's own.
        keep : mapping of int to tuple of str
            As for a session.
        remarks : mapping of str to str
            As for a `Subject`.

        Yields
        ------
        Live
            Until the block ends.
        """
        limits = limits or self.assignment.settings.limits
        self._examiner.forget()
        solutions = None if variant == self._master else self.solutions_for(variant)
        with self._open_session(cells, limits, keep) as session:
            runs = tuple(session.run())
            order = out_of_order(cells, runs)
            missing = why_missing(self._homes, cells, runs, session.names(), order)
            subject = Subject(
                session, limits.question_cpu_s, self._homes, missing, variant, solutions, remarks
            )
            yield Live(subject, runs, order, session)

    @contextmanager
    def subject(
        self, sources: Sequence[str], limits: Limits | None = None, variant: Variant | None = None
    ) -> Iterator[Subject]:
        """Run plain sources instead of a notebook and keep them open for checks.

        Parameters
        ----------
        sources : sequence of str
            Python sources, run in order as cells; later definitions win.
        limits : Limits, optional
            Instead of the assignment's own.
        variant : dict, optional
            The numbers of an assignment that varies, instead of the master's.

        Yields
        ------
        Subject
            What `CheckSuite.run` takes.
        """
        variant = self._master if variant is None else variant
        numbers = [] if variant is None else [f"{NAME} = {variant!r}"]
        with self.live(list(enumerate([*numbers, *sources])), variant, limits=limits) as live:
            yield live.subject

    def run_sources(
        self,
        sources: Sequence[str],
        questions: Collection[str] | None = None,
        *,
        stop_at_first_failure: bool = False,
        limits: Limits | None = None,
        variant: Variant | None = None,
    ) -> SuiteRun:
        """Run checks against plain sources: solutions, overlays, mutants.

        Parameters
        ----------
        sources : sequence of str
            Python sources, run in order as cells; later definitions win.
        questions : collection of str, optional
            Only these questions' checks.
        stop_at_first_failure : bool
            Stop after the first failed check.
        limits : Limits, optional
            Instead of the assignment's own.
        variant : dict, optional
            The numbers of an assignment that varies, instead of the master's.

        Returns
        -------
        SuiteRun
            Results and transcript.
        """
        with self.subject(sources, limits, variant) as subject:
            return self.suite.run(subject, questions, stop_at_first_failure=stop_at_first_failure)

    @property
    def _master(self) -> Variant | None:
        return None if self.variants is None else self.variants.master


def _sessions_of(zygote: Zygote) -> OpenSession:
    def open_session(cells: Cells, limits: Limits, keep: Keep) -> AbstractContextManager[Opened]:
        return Session(zygote, cells, limits, keep=keep)

    return open_session


def _every_question_has_checks(assignment: Assignment, suite: CheckSuite) -> None:
    known = {question.id for question in assignment.questions}
    for check in suite.checks:
        if check.question not in known:
            raise BadAssignment(
                f"check {check.name} scores '{check.question}', which {assignment.id} does not ask"
            )
    checked = {check.question for check in suite.checks if not check.bonus}
    for question in assignment.questions:
        if not question.manual and question.points > 0 and question.id not in checked:
            raise BadAssignment(f"question {question.id} of {assignment.id} offers points and has no check")
