"""What commands share: where the course is, and how tables and progress look in a terminal or a pipe."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

if TYPE_CHECKING:
    from autograder.course.layout import Course

AssignmentId = Annotated[str, typer.Argument(metavar="ID", help="The assignment, such as the folder's name.")]
CourseFolder = Annotated[
    Path | None,
    typer.Option("--course", metavar="FOLDER", help="The course; without it, the folder you stand in."),
]
Students = Annotated[
    list[str] | None,
    typer.Option("--student", metavar="NAME", help="Only this student; may be given several times."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", min=1, max=512, help="Processes; one a CPU without it."),
]


class Tick(Protocol):
    """Tell a progress bar that one more thing is done."""

    def __call__(self, note: str = "") -> None:
        """Tick by one; `note` stands beside the bar."""


def say(text: str = "") -> None:
    """Print a line to standard output."""
    typer.echo(text)


def warn(text: str) -> None:
    """Print a line to standard error."""
    typer.echo(text, err=True)


def find_course(folder: Path | None) -> Path:
    """Return the course's folder: the one named, else the nearest at or above where the user stands.

    Raises
    ------
    UnknownAssignment
        When there is none.
    """
    if folder is not None:
        return folder
    from autograder.errors import UnknownAssignment

    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "assignments").is_dir():
            return place
    raise UnknownAssignment(
        f"{here} is not in a course (no folder assignments/ here or above); go there or give --course FOLDER"
    )


def open_course(folder: Path | None) -> "Course":
    """Return the course to work in, and see to it that nothing in it can run student code unconfined.

    Parameters
    ----------
    folder : Path, optional
        The one that was named.

    Raises
    ------
    UnknownAssignment
        When there is none.
    UnconfinedCourse
        When nbgrader would run student code there outside the sandbox.
    """
    from autograder.sandbox.slow_imports import leave_out_slow_imports

    leave_out_slow_imports()
    from autograder.course.layout import Course
    from autograder.nbgrader.confinement import confine

    course = Course(find_course(folder))
    written = confine(course.root)
    if written:
        warn(written)
    return course


def cpus() -> int:
    """Return how many CPUs this process may use."""
    return len(os.sched_getaffinity(0))


def in_terminal() -> bool:
    """Whether standard output is a terminal that a person looks at."""
    return sys.stdout.isatty()


def show_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: drawn in a terminal, plain and aligned in a pipe."""
    if not in_terminal():
        from autograder.text import table

        for entry in table(head, rows, longest=300):
            say(entry)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(head):
        numeric = bool(rows) and all(not row[index].strip("0123456789.–/ %+?") for row in rows)
        drawn.add_column(name, justify="right" if numeric else "left", no_wrap=index == 0)
    for row in rows:
        drawn.add_row(*[Text(cell, style=_STYLES.get(cell, "")) for cell in row])
    Console().print(drawn)


@contextmanager
def progress(description: str, total: int) -> Iterator[Tick]:
    """Show a bar on standard error while something long runs; nothing where nobody looks.

    Parameters
    ----------
    description : str
        What is being done.
    total : int
        Things to do.

    Yields
    ------
    Tick
        To call once a thing.
    """
    if not sys.stderr.isatty():
        yield lambda note="": None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("[dim]{task.fields[note]}", markup=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(description, total=total, note="")

        def advance(note: str = "") -> None:
            bar.update(task, advance=1, note=note.replace("[", "(")[:40])

        yield advance


@contextmanager
def busy(description: str) -> Iterator[None]:
    """Show on standard error that something runs whose steps cannot be counted."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(description):
        yield


def write_or_say(text: str, target: Path | None) -> None:
    """Write a text to a file, or to standard output when there is none or it is ``-``."""
    if target is None or str(target) == "-":
        typer.echo(text, nl=False)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    except IsADirectoryError as error:
        from autograder.errors import AutograderError

        raise AutograderError(f"{target} is a folder; name a file") from error


_STYLES = {
    "graded": "green",
    "yes": "green",
    "ok": "green",
    "passed": "green",
    "failed": "red",
    "no": "red",
    "warning": "yellow",
    "could not be read": "red",
    "our fault, not graded": "red",
    "a person decides": "yellow",
}
