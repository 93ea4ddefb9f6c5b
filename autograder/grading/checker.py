"""The process that checks submissions: it holds the reference, and nothing else of the batch.

The batch's own process starts it by exec and speaks with it over one socket; see `autograder.grading.pool`.
It grades one submission after another until it is told to stop, its memory runs out, or it is killed. It ends
with the process that started it, whatever ends that.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.models import Record
from autograder.sandbox.lockdown import die_with_parent
from autograder.sandbox.slow_imports import leave_out_slow_imports

if TYPE_CHECKING:
    from autograder.grading.graded import Graded

MEMORY_BYTES = 512 << 20
"""What checking one submission may need beyond what the warm process has."""

LARGEST_MESSAGE_BYTES = 512 << 20


class Start(msgspec.Struct, frozen=True, tag=True):
    """What to get ready for.

    Attributes
    ----------
    root, halves : str
        The course, and where its two halves are read.
    assignment : str
        Which one.
    sandboxed : bool
        False only for an author's own code.
    """

    root: str
    halves: str
    assignment: str
    sandboxed: bool


class GradeOne(msgspec.Struct, frozen=True, tag=True):
    """One submission to grade: its number in the batch, its student, and its path in the system's bytes."""

    number: int
    student: str
    path: bytes


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process is warm."""


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Nothing can be graded here: the error's class and its one line."""

    kind: str
    message: str


class Done(msgspec.Struct, frozen=True, tag=True):
    """One graded submission; the notebook as JSON text, if there is one, and whether the process ends now."""

    number: int
    record: Record
    notebook: str | None
    leaves: bool = False


CheckerOrder = Start | GradeOne
CheckerReport = Ready | Refused | Done

encode = msgspec.msgpack.encode
read_order = msgspec.msgpack.Decoder(CheckerOrder).decode
read_report = msgspec.msgpack.Decoder(CheckerReport).decode


def serve(line: Connection) -> None:
    """Get ready, then grade what comes until the line is closed.

    Parameters
    ----------
    line : Connection
        To the batch's process.
    """
    from autograder.course.layout import Course
    from autograder.errors import AutograderError
    from autograder.grading.grader import warm_grader

    start = read_order(line.recv_bytes())
    if not isinstance(start, Start):
        raise TypeError("the first order is not how to start")
    course = Course(Path(start.root), Path(start.halves))
    try:
        with warm_grader(course, start.assignment, sandboxed=start.sandboxed) as grader:
            line.send_bytes(encode(Ready()))
            for task in _tasks(line):
                path = Path(os.fsdecode(task.path))
                try:
                    with memory_limit(MEMORY_BYTES):
                        graded = grader.grade(path, task.student)
                        report = _report(task.number, graded)
                except MemoryError:
                    failed = grader.failed(task.student, _TOO_MUCH_MEMORY)
                    line.send_bytes(encode(Done(task.number, failed.record, None, leaves=True)))
                    return  # what is left of the memory is nothing to grade the next one with
                line.send_bytes(report)
    except AutograderError as error:
        line.send_bytes(encode(Refused(type(error).__name__, str(error))))


_TOO_MUCH_MEMORY = (
    f"Checking this notebook needed more than {MEMORY_BYTES >> 20} MiB of memory, so it was stopped; "
    "look at it by hand."
)


@contextmanager
def memory_limit(beyond_bytes: int) -> Iterator[None]:
    """Let this process have so much more memory than now, until the block ends; then as before."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + beyond_bytes
    lowered = min(limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (lowered, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _tasks(line: Connection) -> Iterator[GradeOne]:
    while True:
        try:
            order = read_order(line.recv_bytes(LARGEST_MESSAGE_BYTES))
        except EOFError:
            return
        if isinstance(order, GradeOne):
            yield order


def _report(number: int, graded: "Graded") -> bytes:
    notebook = None if graded.notebook is None else json.dumps(graded.notebook)
    return encode(Done(number, graded.record, notebook))


def main() -> None:
    """Serve the line whose descriptor and whose owner's process id are the arguments."""
    descriptor, parent = (int(argument) for argument in sys.argv[1:3])
    die_with_parent(parent)
    leave_out_slow_imports()
    with Connection(descriptor) as line:
        serve(line)


if __name__ == "__main__":
    main()
