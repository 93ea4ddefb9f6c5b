"""Grade many submissions side by side: workers behind the `concurrent.futures.Executor` interface.

Each process keeps one warm worker an assignment. Few submissions are in flight at a time, so a class of ten
thousand costs no more memory than one of ten. A submission that ran into a wall-clock limit, which a busy
machine can cause, is graded once more alone before it counts.
"""

import atexit
import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import cache
from itertools import islice
from pathlib import Path

from autograder.course import Course
from autograder.grading import Graded, Worker
from autograder.models import Grade, Record, Status
from autograder.records import digests

Job = tuple[str, Path]
"""A student and the notebook (or the folder that holds it)."""


def grade_many(
    course: Course,
    assignment_id: str,
    jobs: Sequence[Job],
    *,
    workers: int = 1,
    sandboxed: bool = True,
    executor: Executor | None = None,
) -> Iterator[Graded]:
    """Grade submissions and yield each result as it is there, in no fixed order.

    Parameters
    ----------
    course : Course
        Where everything lies.
    assignment_id : str
        Which assignment.
    jobs : sequence of (str, Path)
        Whom and what.
    workers : int
        Processes to use; with one, or one job, this process does it all.
    sandboxed : bool
        As in `Worker`.
    executor : Executor, optional
        Where to run instead of local processes, such as a cluster's.

    Yields
    ------
    Graded
        One a job.
    """
    again: list[Job] = []
    places = dict(jobs)
    with ExitStack() as stack:
        if executor is None and (workers <= 1 or len(jobs) <= 1):
            worker = stack.enter_context(Worker(course, assignment_id, sandboxed=sandboxed))
            results: Iterable[Graded] = (worker.grade(path, student) for student, path in jobs)
        else:
            results = _spread(course, assignment_id, jobs, workers, sandboxed, executor)
        for graded in results:
            if _met_wall(graded.record):
                again.append((graded.record.student, places[graded.record.student]))
            else:
                yield graded
    if again:
        with Worker(course, assignment_id, sandboxed=sandboxed) as worker:
            for student, path in again:
                yield worker.grade(path, student)


def _spread(
    course: Course,
    assignment_id: str,
    jobs: Sequence[Job],
    workers: int,
    sandboxed: bool,
    executor: Executor | None,
) -> Iterator[Graded]:
    """Keep a few jobs a worker in flight; a job whose process dies is tried once more by itself."""
    suspects: list[Job] = []
    with ExitStack() as stack:
        pool = executor or stack.enter_context(_local_pool(min(workers, len(jobs))))
        waiting = iter(jobs)
        flying: dict[Future[Graded], Job] = {}
        try:
            while True:
                for job in islice(waiting, max(0, 3 * workers - len(flying))):
                    flying[pool.submit(_grade_one, course.root, assignment_id, job, sandboxed)] = job
                if not flying:
                    break
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    graded = future.result()
                    del flying[future]
                    yield graded
        except BrokenProcessPool:
            suspects = [*flying.values(), *waiting]
    for job in suspects:
        with _local_pool(1) as alone:
            try:
                graded = alone.submit(_grade_one, course.root, assignment_id, job, sandboxed).result()
            except BrokenProcessPool:
                graded = _ours(course, assignment_id, job[0], sandboxed)
        yield graded


def _local_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _grade_one(root: Path, assignment_id: str, job: Job, sandboxed: bool) -> Graded:
    student, path = job
    return _warm_worker(root, assignment_id, sandboxed).grade(path, student)


@cache
def _warm_worker(root: Path, assignment_id: str, sandboxed: bool) -> Worker:
    """Start this process's worker for an assignment; it lives as long as the process."""
    worker = Worker(Course(root), assignment_id, sandboxed=sandboxed)
    worker.__enter__()
    atexit.register(worker.__exit__, None, None, None)
    return worker


def _met_wall(record: Record) -> bool:
    """Whether a wall-clock limit, not a CPU limit, ended something."""
    checks = [check.status for question in record.grade.questions for check in question.checks]
    return Status.TIMEOUT in checks or any(cell.status is Status.TIMEOUT for cell in record.grade.cells)


def _ours(course: Course, assignment_id: str, student: str, sandboxed: bool) -> Graded:
    message = "The grading process itself died on this submission, twice; look at it by hand."
    return Graded(
        Record(
            assignment=assignment_id,
            student=student,
            grade=Grade(status=Status.SANDBOX_ERROR, message=message),
            digests=digests(b"", course.assignment(assignment_id), course.reference(assignment_id)),
            sandboxed=sandboxed,
        )
    )
