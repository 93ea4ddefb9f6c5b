"""Grade one submission end to end: the only module that knows the order of the steps.

Read and repair, run every cell in the sandbox, run the checks against the live namespace, diagnose, score,
and make one record. Every command and nbgrader's own ``autograde`` go through `Worker.grade`.
"""

import copy
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, ModuleType, TracebackType
from typing import Self

import msgspec
from nbformat.notebooknode import NotebookNode, from_dict

from autograder.checks.suite import CheckSuite, Subject, SuiteRun
from autograder.course.layout import Assignment, Course
from autograder.course.libraries import NOTEBOOKS
from autograder.course.loading import load_module
from autograder.course.variants import NAME, Variant, load_variants
from autograder.diagnosis.diagnose import Diagnoser
from autograder.errors import BadAssignment, SandboxError, UnreadableSubmission
from autograder.grading import records
from autograder.grading.graded import Graded
from autograder.mathematics.examiner import Examiner
from autograder.models import CellReport, Diagnosis, Grade, Limits, Record, Status, Telemetry
from autograder.notebook.cells import is_graded
from autograder.notebook.definitions import defined_names
from autograder.notebook.run_order import out_of_order
from autograder.sandbox import CellRun, Module, Notebooks, Session, Zygote
from autograder.scoring import WAITING, score_question
from autograder.submission.read import Submission
from autograder.submission.reader import Reader
from autograder.submission.written import written
from autograder.text import line


class Worker:
    """What grades submissions of one assignment, one after another: warm processes and collected checks.

    Use as a context manager; entering it takes seconds, grading then fractions of one.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.
    sandboxed : bool
        False runs code without the lock-down: only for an author's own code, and every record says so.
    landlock_cap : int, optional
        Use no newer Landlock ABI than this, for tests.

    Raises
    ------
    AutograderError
        When the assignment is not well formed or this machine cannot grade safely.
    """

    def __init__(
        self,
        course: Course,
        assignment_id: str,
        *,
        sandboxed: bool = True,
        landlock_cap: int | None = None,
    ) -> None:
        self.course = course
        self.assignment: Assignment = course.assignment(assignment_id)
        self.reference = course.reference(assignment_id)
        self.variants = load_variants(course, self.assignment, self.reference)
        self._sandboxed = sandboxed
        self._landlock_cap = landlock_cap
        self._homes = {name: question.id for question in self.assignment.questions for name in question.names}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.solutions = self.solutions_for(self._master)
            self._desk = stack.enter_context(Examiner(self._zygote))
            order = [question.id for question in self.assignment.questions]
            self.suite = stack.enter_context(CheckSuite(self.reference, self.solutions, order, self._desk))
            _every_question_has_checks(self.assignment, self.suite)
            self._student_zygote = stack.enter_context(self._zygote())
            self._reader = stack.enter_context(Reader(self._zygote, self.assignment, self.variants))
            self._diagnoser = Diagnoser(self)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def grade(self, path: Path, student: str) -> Graded:
        """Grade one submitted notebook.

        Parameters
        ----------
        path : Path
            The notebook file, or the folder that holds it.
        student : str
            Whose it is.

        Returns
        -------
        Graded
            Always; what could not be graded says so in its status and has no score.
        """
        started = time.monotonic()
        for last_try in (False, True):
            try:
                submission = self._reader.read(path, student)
                return self._grade(submission, started)
            except UnreadableSubmission as error:
                return Graded(self._record(student, Grade(status=Status.UNREADABLE, message=str(error)), b""))
            except SandboxError as error:  # such as a warm process that was killed: a fresh one may do
                if last_try:
                    return self.failed(student, str(error))
            except MemoryError:
                raise  # this process is to be replaced
            except Exception as error:  # nothing that one submission does may stop the others
                return self.failed(
                    student, f"The grader fell over: {line(f'{type(error).__name__}: {error}', 300)}"
                )
        raise AssertionError("unreachable")

    def failed(self, student: str, why: str) -> Graded:
        """Return the result of a submission that could not be graded by our own fault.

        Parameters
        ----------
        student : str
            Whose it is.
        why : str
            The reason, one sentence.
        """
        return Graded(self._record(student, Grade(status=Status.SANDBOX_ERROR, message=why), b""))

    def solutions_for(self, variant: Variant | None) -> ModuleType:
        """Load the solutions with a student's numbers in place."""
        return load_module(self.reference.solutions_path, None if variant is None else {NAME: variant})

    @property
    def _master(self) -> Variant | None:
        return None if self.variants is None else self.variants.master

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
        cells = list(enumerate([*numbers, *sources]))
        with self._subject(cells, limits or self.assignment.limits, variant) as (subject, _, _):
            yield subject

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

    @contextmanager
    def _subject(
        self,
        cells: Sequence[tuple[int, str]],
        limits: Limits,
        variant: Variant | None,
        keep: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
        remarks: Mapping[str, str] = MappingProxyType({}),
    ) -> Iterator[tuple[Subject, list[CellRun], Session]]:
        self._desk.forget()
        solutions = None if variant == self._master else self.solutions_for(variant)
        with Session(self._student_zygote, cells, limits, keep=keep) as session:
            runs = session.run()
            missing = _why_missing(self._homes, dict(cells), runs, session.names())
            subject = Subject(
                session, limits.question_cpu_s, self._homes, missing, variant, solutions, remarks
            )
            yield subject, runs, session

    def _grade(self, submission: Submission, started: float) -> Graded:
        variant = submission.variant
        with self._subject(
            submission.cells, self.assignment.limits, variant, submission.keep, submission.replaced
        ) as (subject, runs, session):
            suite_run = self.suite.run(subject)
            cpu_s, restarts = session.cpu_s, session.restarts
        diagnoses, faults = self._diagnoses(suite_run, variant)
        questions = tuple(
            score_question(
                question,
                [result for result in suite_run.results if result.question == question.id],
                diagnoses[question.id],
            )
            for question in self.assignment.questions
        )
        waiting = [question for question in questions if question.status in WAITING]
        grade = Grade(
            status=Status.PENDING if waiting else Status.GRADED,
            message=f"{waiting[0].title}: {waiting[0].message}" if waiting else "",
            questions=questions,
            cells=_cell_reports(submission, runs),
            repairs=submission.repairs,
            flags=submission.flags + suite_run.faults + faults + _protocol_flags(suite_run, runs),
        )
        record = self._record(submission.student, grade, submission.content)
        now = datetime.now(UTC).replace(microsecond=0)
        telemetry = Telemetry(cpu_s, time.monotonic() - started, restarts, now)
        record = msgspec.structs.replace(
            record, telemetry=telemetry, written=written(submission.notebook, self.assignment)
        )
        return Graded(record, with_outputs(submission.notebook, runs))

    def _diagnoses(
        self, suite_run: SuiteRun, variant: Variant | None
    ) -> tuple[dict[str, Diagnosis | None], tuple[str, ...]]:
        """Name the mistakes; a diagnosis that falls over costs its name and nothing else."""
        found: dict[str, Diagnosis | None] = {}
        faults: list[str] = []
        for question in self.assignment.questions:
            try:
                found[question.id] = self._diagnoser.diagnose(question.id, suite_run, variant)
            except (SandboxError, MemoryError):
                raise
            except Exception as error:  # a hostile value may make a comparison raise anything
                found[question.id] = None
                told = line(f"{type(error).__name__}: {error}", 200)
                faults.append(f"{question.id}: naming the mistake fell over: {told}")
        return found, tuple(faults)

    def _record(self, student: str, grade: Grade, content: bytes) -> Record:
        return Record(
            assignment=self.assignment.id,
            student=student,
            grade=grade,
            digests=records.digests(content, self.assignment, self.reference),
            sandboxed=self._sandboxed,
        )

    def _zygote(self, serves: Module | Notebooks = NOTEBOOKS) -> Zygote:
        return Zygote(
            serves,
            landlock_cap=self._landlock_cap,
            sandboxed=self._sandboxed,
            secrets=[
                self.course.root / "reference",
                self.course.halves / "reference",
                self.course.records,
                self.course.submitted,
            ],
        )


def with_outputs(notebook: NotebookNode, runs: Sequence[CellRun]) -> NotebookNode:
    """Return a copy of a notebook whose code cells hold the outputs of these runs and no others.

    Parameters
    ----------
    notebook : NotebookNode
        The repaired notebook.
    runs : sequence of CellRun
        What running it gave, by cell index.

    Returns
    -------
    NotebookNode
        A new notebook.
    """
    executed = copy.deepcopy(notebook)
    for cell in executed.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for count, run in enumerate(runs, start=1):
        cell = executed.cells[run.index]
        cell.execution_count = count
        cell.outputs = [from_dict(output) for output in run.outputs]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return executed


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


def _why_missing(
    homes: Mapping[str, str], sources: Mapping[int, str], runs: Sequence[CellRun], names: Collection[str]
) -> dict[str, str]:
    """Say for each name that was asked for and is not there why it is not."""
    broken = {run.index: run.message for run in runs if run.status != Status.PASSED}
    order = out_of_order(list(sources.items()), runs)
    reasons: dict[str, str] = {}
    for name in homes:
        if name in names:
            continue
        reasons[name] = f"{name} is not defined: no cell of the notebook defines it."
        for index, source in sources.items():
            if index in broken and name in defined_names(source):
                why = order.get(index) or broken[index]
                reasons[name] = f"{name} is not defined, because its cell stopped: {why}"
    return reasons


def _cell_reports(submission: Submission, runs: Sequence[CellRun]) -> tuple[CellReport, ...]:
    """Report the cells that did not pass; locked test cells speak through their checks."""
    order = out_of_order(submission.cells, runs)
    reports = []
    for run in runs:
        if run.status != Status.PASSED and not is_graded(submission.notebook.cells[run.index]):
            reports.append(CellReport(run.index, Status(run.status), order.get(run.index) or run.message))
    return tuple(reports)


def _protocol_flags(suite_run: SuiteRun, runs: Sequence[CellRun]) -> tuple[str, ...]:
    forged = [f"check {r.name}" for r in suite_run.results if r.status is Status.PROTOCOL]
    forged += [f"cell {run.index}" for run in runs if run.status == Status.PROTOCOL]
    return tuple(
        f"{place}: the student's process broke the protocol; look at the notebook" for place in forged
    )
