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
    open_course,
    progress,
    warn,
    write_or_say,
)
from autograder.cli.graded import show_counts, show_moves, show_problems, show_results, show_roll, warn_of
from autograder.cli.interrupting import interruptible

if TYPE_CHECKING:
    from autograder.course.layout import Course
    from autograder.grading.batch import Outcome
    from autograder.models import Record
    from autograder.reporting.tally import Tally
    from autograder.results import Result
    from autograder.submission.roll_call import RollCall

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
    from autograder.course.validated import is_validated
    from autograder.grading.batch import grade_class
    from autograder.grading.pool import grade_many
    from autograder.grading.writable import require_writable
    from autograder.nbgrader.books import read_results
    from autograder.reporting.tally import tally
    from autograder.results import Result
    from autograder.submission.roll_call import RollCall

    threshold = _threshold(fail_under)
    place = open_course(course)
    assignment = place.assignment(assignment_id)
    alone = list(single_submissions(submission or (), assignment_id))
    roll = RollCall(tuple(alone)) if submission else _roll(place, assignment_id, student)
    todo = roll.found
    if not is_validated(place, assignment_id):
        warn(f"the checks are not as `validate` proved them; run: autograder validate {assignment_id}")
    if not sandbox:
        warn("without the sandbox: only for your own code; every record will say so")
    if todo and not submission:
        require_writable(place, assignment_id, into_gradebook=gradebook)

    workers = jobs or cpus()
    records: list[Record] = []
    outcomes: list[Outcome] = []

    def interrupted() -> str:
        kept = "graded, and none is kept" if submission else "graded and kept"
        return f"interrupted: {len(records)} of {len(todo)} are {kept}; run the same command to go on"

    with interruptible(interrupted), progress("Grading", len(todo)) as advance:
        if submission:
            for graded in grade_many(place, assignment_id, alone, workers=workers, sandboxed=sandbox):
                records.append(graded.record)
                advance(graded.record.student)
        else:
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
                records.append(outcome.record)
                advance(outcome.record.student)
    records.sort(key=lambda record: record.student)
    untold: tuple[str, ...] = ()
    if submission:
        results = [Result.alone(record) for record in records]
    else:
        read = read_results(place, assignment, records)
        results, untold = [read.by_student[record.student] for record in records], read.problems
    problems = [*untold, *(problem for outcome in outcomes for problem in outcome.problems)]
    count = tally([name for name, _ in todo], results, [m.student for m in roll.misplaced if m.work])
    _write(results, junit, json)
    if str(json) != "-" and str(junit) != "-":
        show_results(results, roll.misplaced)
        show_counts(count, outcomes)
        show_roll(roll, place.root)
        show_moves(outcomes, everybody=regrade)
    else:
        warn_of(roll.misplaced, count)
    show_problems(untold, outcomes, results)
    raise typer.Exit(exit_code(results, count, problems, threshold))


def _write(results: "Sequence[Result]", junit: Path | None, json: Path | None) -> None:
    from autograder.reporting.export import write_json, write_junit

    if junit:
        write_or_say(write_junit(results), junit)
    if json:
        write_or_say(write_json(results), json)


def exit_code(
    results: "Sequence[Result]",
    count: "Tally",
    problems: Sequence[str],
    threshold: tuple[float, bool] | None,
) -> int:
    """Return what `grade` exits with; what was not graded weighs more than what waits, and that than a score.

    Parameters
    ----------
    results : sequence of Result
        The results.
    count : Tally
        Of everybody who handed in.
    problems : sequence of str
        What could not be written.
    threshold : (float, bool), optional
        Points, or a percentage when the second is True.

    Returns
    -------
    int
        0, 1, 3 or 4.
    """
    if problems or count.not_graded or count.trouble:
        return NOT_GRADED
    if count.pending:
        return PENDING
    if threshold is not None and any(_below(result, *threshold) for result in results):
        return BELOW
    return 0


def _below(result: "Result", limit: float, percent: bool) -> bool:
    score, points = result.final.total or 0.0, result.final.max_score
    return points <= 0 or 100 * score / points < limit if percent else score < limit


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


def _roll(course: "Course", assignment_id: str, students: list[str] | None) -> "RollCall":
    """Call the roll, of these students only when some are named."""
    from autograder.errors import AutograderError
    from autograder.submission.roll_call import RollCall, call_roll

    roll = call_roll(course, assignment_id)
    wanted = set(students or ())
    if wanted:
        found = tuple((name, path) for name, path in roll.found if name in wanted)
        roll = RollCall(found, tuple(entry for entry in roll.misplaced if entry.student in wanted))
        absent = wanted - {name for name, _ in found} - {entry.student for entry in roll.misplaced}
        for name in sorted(absent):
            raise AutograderError(
                f"{name} handed in nothing: there is no {course.submitted / name / assignment_id}"
            )
    if not roll.found and not any(entry.work for entry in roll.misplaced):
        raise AutograderError(
            f"nobody handed in '{assignment_id}': {course.submitted} holds no <student>/{assignment_id}/"
        )
    return roll


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
