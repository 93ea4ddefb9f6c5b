"""Commands for somebody who is new here: a demonstration, a look at the machine, a student's self-check."""

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    CourseFolder,
    Jobs,
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
        _round(place, assignment_id, students, seed, jobs or cpus())
    say(f"\nDone in {time.monotonic() - started:.0f} s. The gradebook: {place.root / 'gradebook.db'}")


def _round(place: "Course", assignment_id: str, students: int, seed: int, jobs: int) -> None:
    """Release one assignment, let a class hand it in, grade it, and say where to look."""
    from autograder.demo.classroom import make_class
    from autograder.grading.batch import grade_class
    from autograder.nbgrader.release import release
    from autograder.nbgrader.sinks import all_sinks
    from autograder.reporting.class_report import student_rows, write_report
    from autograder.reporting.feedback import write_feedback
    from autograder.results import Result
    from autograder.submission.submitted import Submitted
    from autograder.text import number

    assignment = place.assignment(assignment_id)
    with busy(f"Releasing {assignment_id}"):
        released = release(place, assignment_id)
    say(f"Released {assignment_id} to {released}")
    with progress("Students hand in", students) as advance:
        class_ = []
        for member in make_class(place, assignment_id, students, seed):
            class_.append(member)
            advance(member.story)
    say(f"{students} students handed in; a few of the notebooks are broken or hostile on purpose")
    handed_in = [
        Submitted(member.student, place.submitted / member.student / assignment_id) for member in class_
    ]
    outcomes = []

    def interrupted() -> str:
        return f"interrupted; {place.root} holds what was done so far"

    with interruptible(interrupted), progress("Grading", students) as advance:
        for outcome in grade_class(
            place, assignment_id, handed_in, all_sinks(place, assignment), workers=jobs
        ):
            outcomes.append(outcome)
            advance(outcome.record.student)
    records = sorted((outcome.record for outcome in outcomes), key=lambda record: record.student)
    results = [Result.alone(record) for record in records]
    with progress("Feedback", students) as advance:
        for result in results:
            write_feedback(place, assignment, result)
            advance()
    html, _ = write_report(place, assignment, results)
    stories = {member.student: member.story for member in class_}
    points = max((record.grade.max_score for record in records), default=0.0)
    rows = [
        (*row, stories[record.student]) for row, record in zip(student_rows(results), records, strict=True)
    ]
    show_table(f"Scores of {number(points)}", ("student", "score", "status", "what was handed in"), rows)
    for problem in dict.fromkeys(problem for outcome in outcomes for problem in outcome.problems):
        say(f"! {problem}")
    say("\nLook at:")
    say(f"  the class     {html}")
    say(f"  one student   {place.feedback / records[0].student / assignment_id / assignment_id}.html")
    say(f"  the notebook  {released / assignment_id}.ipynb\n")


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
