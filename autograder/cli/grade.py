"""`autograder grade`: a whole class into the gradebook, or single files for CI."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    AssignmentId,
    CourseFolder,
    Jobs,
    Students,
    cpus,
    find_course,
    progress,
    say,
    show_table,
    warn,
    write_or_say,
)
from autograder.models import Record, Status

if TYPE_CHECKING:
    from autograder.batch import Outcome
    from autograder.course import Course

BELOW, NOT_GRADED, PENDING = 1, 3, 4


def grade(
    assignment_id: AssignmentId,
    student: Students = None,
    jobs: Jobs = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Compute everything anew; print whose grade moves and why.")
    ] = False,
    submission: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            help="Grade this file, or folder of submissions, and write no record and no gradebook.",
        ),
    ] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML.")] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JSON; - for here.")] = None,
    fail_under: Annotated[
        str, typer.Option(metavar="X", help="Exit 1 when a score is below X points, or X%.")
    ] = "",
    gradebook: Annotated[
        bool, typer.Option(help="Write nbgrader's gradebook and the executed notebooks.")
    ] = True,
    sandbox: Annotated[
        bool, typer.Option(help="Without it, only for an author's own code; every record says so.")
    ] = True,
    course: CourseFolder = None,
) -> None:
    """Grade submitted/<student>/ID/, or single files.

    Exit codes: 0 graded, 1 below --fail-under, 2 usage, 3 something was not graded, 4 something waits for
    a person.
    """
    from autograder.course import Course

    threshold = _threshold(fail_under)
    place = Course(find_course(course))
    place.assignment(assignment_id)
    alone = list(single_submissions(submission or (), assignment_id))
    todo = [] if submission else _handed_in(place, assignment_id, student)

    from autograder.batch import grade_class
    from autograder.export import write_json, write_junit
    from autograder.pool import grade_many
    from autograder.results import Result

    workers = jobs or cpus()
    records: list[Record] = []
    outcomes: list[Outcome] = []
    if not sandbox:
        warn("without the sandbox: only for your own code; every record will say so")
    if submission:
        with progress("Grading", len(alone)) as advance:
            for graded in grade_many(place, assignment_id, alone, workers=workers, sandboxed=sandbox):
                records.append(graded.record)
                advance(graded.record.student)
    else:
        with progress("Grading", len(todo)) as advance:
            for outcome in grade_class(
                place,
                assignment_id,
                todo,
                workers=workers,
                sandboxed=sandbox,
                regrade=regrade,
                into_gradebook=gradebook,
            ):
                outcomes.append(outcome)
                advance(outcome.record.student)
        records = [outcome.record for outcome in outcomes]
    records.sort(key=lambda record: record.student)
    results = [Result.alone(record) for record in records]
    if junit:
        write_or_say(write_junit(results), junit)
    if json:
        write_or_say(write_json(results), json)
    if str(json) != "-" and str(junit) != "-":
        _show(records, outcomes, regrade=regrade)
    code = exit_code(records, [problem for outcome in outcomes for problem in outcome.problems], threshold)
    raise typer.Exit(code)


def exit_code(
    records: Sequence[Record], problems: Sequence[str], threshold: tuple[float, bool] | None
) -> int:
    """Return what `grade` exits with; what was not graded weighs more than what waits, and that than a score.

    Parameters
    ----------
    records : sequence of Record
        The results.
    problems : sequence of str
        What could not be written.
    threshold : (float, bool), optional
        Points, or a percentage when the second is True.

    Returns
    -------
    int
        0, 1, 3 or 4.
    """
    statuses = {record.grade.status for record in records}
    if problems or statuses & {Status.UNREADABLE, Status.SANDBOX_ERROR}:
        return NOT_GRADED
    if Status.PENDING in statuses:
        return PENDING
    if threshold is not None and any(_below(record, *threshold) for record in records):
        return BELOW
    return 0


def _below(record: Record, limit: float, percent: bool) -> bool:
    score, points = record.grade.score or 0.0, record.grade.max_score
    return (100 * score < limit * points) if percent else score < limit


def _threshold(text: str) -> tuple[float, bool] | None:
    from autograder.errors import AutograderError

    if not text:
        return None
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise AutograderError(f"--fail-under {text} is neither points, such as 30, nor a share, such as 50%")
    return value, text.endswith("%")


def _handed_in(course: "Course", assignment_id: str, students: list[str] | None) -> list[tuple[str, Path]]:
    from autograder.errors import AutograderError
    from autograder.handed_in import submissions

    found = dict(submissions(course, assignment_id))
    for name in students or ():
        if name not in found:
            raise AutograderError(
                f"{name} handed in nothing: there is no {course.submitted / name / assignment_id}"
            )
    if not found:
        raise AutograderError(
            f"nobody handed in '{assignment_id}': {course.submitted} holds no <student>/{assignment_id}/"
        )
    return sorted((name, path) for name, path in found.items() if not students or name in students)


def single_submissions(paths: Sequence[Path], assignment_id: str) -> Iterator[tuple[str, Path]]:
    """Name single submissions after their files.

    A folder with one notebook, or with one of the released name, is one submission; any other holds several.
    """
    from autograder.errors import AutograderError

    seen: set[str] = set()
    for given in paths:
        if not given.exists():
            raise AutograderError(f"{given} is not there")
        notebooks = {path.name for path in given.glob("*.ipynb")} if given.is_dir() else set()
        several = given.is_dir() and len(notebooks) != 1 and f"{assignment_id}.ipynb" not in notebooks
        inside = sorted(path for path in given.iterdir() if not path.name.startswith(".")) if several else []
        for path in inside or [given]:
            stem = path.resolve().stem if path.is_file() else path.resolve().name
            name, count = stem, 2
            while name in seen:
                name, count = f"{stem}-{count}", count + 1
            seen.add(name)
            yield name, path


def _show(records: Sequence[Record], outcomes: Sequence["Outcome"], *, regrade: bool) -> None:
    from autograder.plaintext import line, number, plural
    from autograder.report import student_rows
    from autograder.results import Result
    from autograder.standing import reason

    points = max((record.grade.max_score for record in records), default=0.0)
    told = student_rows([Result.alone(record) for record in records])
    rows = [(*row, reason(record)) for row, record in zip(told, records, strict=True)]
    show_table(f"Scores of {number(points)}", ("student", "score", "status", "first reason"), rows)
    reused = sum(outcome.reused for outcome in outcomes)
    counted = [plural(len(records), "submission")]
    counted += [f"{reused} unchanged since the last grading"] if reused else []
    say(", ".join(counted))
    if regrade:
        _show_moves(outcomes)
    for outcome in outcomes:
        for problem in outcome.problems:
            warn(f"{line(outcome.record.student, 60)}: {line(problem, 300)}")


def _show_moves(outcomes: Sequence["Outcome"]) -> None:
    from autograder.moves import causes, moves
    from autograder.plaintext import line

    moved = 0
    for outcome in sorted(outcomes, key=lambda entry: entry.record.student):
        sentences = moves(outcome.before, outcome.record) if outcome.before else ()
        if outcome.before and sentences:
            moved += 1
            because = (
                ", ".join(causes(outcome.before, outcome.record)) or "nothing it is computed from changed"
            )
            say(f"{line(outcome.record.student, 60)} moves ({because}):")
            for sentence in sentences:
                say(f"  {sentence}")
    if not moved:
        say("no grade moved")
