"""Commands for somebody who is new here: a demonstration, a look at the machine, a student's self-check."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    CourseFolder,
    Jobs,
    Tick,
    busy,
    cpus,
    find_course,
    progress,
    say,
    show_table,
    write_or_say,
)
from autograder.cli.interrupting import interruptible

if TYPE_CHECKING:
    from autograder.course.layout import Course


def demo(
    assignment: Annotated[
        str, typer.Option("--assignment", metavar="ID", help="Which one; the course's first without it.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Every assignment of the course.")] = False,
    students: Annotated[int, typer.Option(min=1, max=10_000, metavar="N", help="Size of the class.")] = 40,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed makes the same class.")] = 6,
    jobs: Jobs = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="An empty or new folder to play in; kept.")
    ] = None,
    course: CourseFolder = None,
) -> None:
    """Play a whole round in a scratch folder: release, a class, grading, feedback, report."""
    from autograder.demo.classroom import copy_course, default_assignment

    started = time.monotonic()
    origin = _course_to_show(course)
    shown = list(origin.assignments()) if every else [assignment or default_assignment(origin)]
    place = copy_course(origin, shown, _scratch(folder))
    say(f"A course of its own: {place.root}")
    for assignment_id in shown:
        _show_round(place, assignment_id, students, seed, jobs or cpus())
    say(f"\nDone in {time.monotonic() - started:.0f} s. The gradebook: {place.root / 'gradebook.db'}")


def _show_round(place: "Course", assignment_id: str, students: int, seed: int, jobs: int) -> None:
    """Play one assignment's round, and say where to look."""
    from autograder.demo.whole_round import play_round
    from autograder.reporting.class_report import student_rows
    from autograder.text import number

    def interrupted() -> str:
        return f"interrupted; {place.root} holds what was done so far"

    with interruptible(interrupted):
        played = play_round(place, assignment_id, students, seed, workers=jobs, stage=_stage, tell=say)
    points = max((result.record.grade.max_score for result in played.results), default=0.0)
    rows = [
        (*row, played.stories[result.record.student])
        for row, result in zip(student_rows(played.results), played.results, strict=True)
    ]
    show_table(f"Scores of {number(points)}", ("student", "score", "status", "what was handed in"), rows)
    for problem in played.problems:
        say(f"! {problem}")
    first = played.results[0].record.student
    say("\nLook at:")
    say(f"  the class     {played.page}")
    say(f"  one student   {place.feedback / first / assignment_id / assignment_id}.html")
    say(f"  the notebook  {played.released / assignment_id}.ipynb\n")


@contextmanager
def _stage(description: str, total: int) -> Iterator[Tick]:
    """Show a bar, or that something runs whose steps cannot be counted."""
    if total:
        with progress(description, total) as advance:
            yield advance
    else:
        with busy(description):
            yield lambda note="": None


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    course: CourseFolder = None,
) -> None:
    """Look at this machine: can it grade, and what to do where it cannot.

    Exit codes: 0 it can, 2 it cannot.
    """
    from autograder.doctor import examine
    from autograder.errors import UnknownAssignment

    try:
        place: Path | None = find_course(course)
    except UnknownAssignment:
        place = None
    findings = examine(place, os.environ)
    if json:
        import msgspec

        write_or_say(msgspec.json.format(msgspec.json.encode(findings)).decode() + "\n", None)
    else:
        show_table("", ("what", "state", "found"), [(f.name, f.level, f.value) for f in findings])
        for finding in findings:
            if finding.fix:
                say(f"{finding.name}: {finding.fix}")
    if any(finding.level == "failed" for finding in findings):
        say("grading cannot work here" if not json else "")
        raise typer.Exit(2)


def check(
    notebook: Annotated[Path, typer.Argument(metavar="NOTEBOOK", help="Your notebook.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Run your own notebook's visible tests, cell by cell; nothing is written.

    Exit codes: 0 all pass, 1 not yet, 2 the file cannot be read.
    """
    from autograder.errors import AutograderError
    from autograder.selfcheck import selfcheck

    with busy("Running your notebook"):
        rows = list(selfcheck(notebook))
    if not rows:
        raise AutograderError(f"{notebook} holds no visible test; is it the notebook that was handed out?")
    if json:
        import msgspec

        write_or_say(msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n", None)
    else:
        show_table(
            "", ("", "test", "what it says"), [("ok" if r.ok else "no", r.name, r.message) for r in rows]
        )
    raise typer.Exit(0 if all(row.ok for row in rows) else 1)


def _course_to_show(folder: Path | None) -> "Course":
    """Take the course the user stands in, else the one this package lies in."""
    from autograder.course.layout import Course
    from autograder.errors import UnknownAssignment

    try:
        return Course(find_course(folder))
    except UnknownAssignment:
        home = Path(__file__).resolve().parents[2]
        if folder is not None or not (home / "assignments").is_dir():
            raise
        return Course(home)


def _scratch(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="autograder-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        from autograder.errors import AutograderError

        raise AutograderError(f"{folder} is not empty; name a new folder")
    return folder
