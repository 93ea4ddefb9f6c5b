"""`autograder grade`: a whole class into the gradebook, or single files for CI."""

from collections.abc import Sequence
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
    from autograder.course.layout import Assignment, Course
    from autograder.grading.batch import BatchOutcome
    from autograder.grading.sinks import Sink
    from autograder.models import Record
    from autograder.results import Result
    from autograder.submission.roll_call import RollCall


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
    from autograder.nbgrader.books import read_results
    from autograder.reporting.exit_code import exit_code, threshold
    from autograder.reporting.tally import tally
    from autograder.results import Result
    from autograder.submission.roll_call import RollCall
    from autograder.submission.submitted import single_submissions

    lowest = threshold(fail_under)
    place = open_course(course)
    assignment = place.assignment(assignment_id)
    alone = list(single_submissions(submission or (), assignment_id))
    roll = RollCall(tuple(alone)) if submission else _roll(place, assignment_id, student)
    todo = roll.found
    if not is_validated(place, assignment_id):
        warn(f"the checks are not as `validate` proved them; run: autograder validate {assignment_id}")
    if not sandbox:
        warn("without the sandbox: only for your own code; every record will say so")
    sinks: Sequence[Sink] = () if submission else _sinks(place, assignment, gradebook=gradebook)
    for sink in sinks if todo else ():
        sink.require_writable()

    workers = jobs or cpus()
    records: list[Record] = []
    outcomes: list[BatchOutcome] = []

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
                sinks,
                workers=workers,
                sandboxed=sandbox,
                regrade=regrade,
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
    count = tally([one.student for one in todo], results, [m.student for m in roll.misplaced if m.work])
    _write(results, junit, json)
    if str(json) != "-" and str(junit) != "-":
        show_results(results, roll.misplaced)
        show_counts(count, outcomes)
        show_roll(roll, place.root)
        show_moves(outcomes, everybody=regrade)
    else:
        warn_of(roll.misplaced, count)
    show_problems(untold, outcomes, results)
    raise typer.Exit(exit_code(results, count, problems, lowest))


def _sinks(course: "Course", assignment: "Assignment", *, gradebook: bool) -> "Sequence[Sink]":
    """Return what a class is graded into: every book, or the records alone."""
    from autograder.grading.sinks import Records
    from autograder.nbgrader.sinks import all_sinks

    return all_sinks(course, assignment) if gradebook else (Records(course, assignment.id),)


def _write(results: "Sequence[Result]", junit: Path | None, json: Path | None) -> None:
    from autograder.reporting.export import write_json, write_junit

    if junit:
        write_or_say(write_junit(results), junit)
    if json:
        write_or_say(write_json(results), json)


def _roll(course: "Course", assignment_id: str, students: list[str] | None) -> "RollCall":
    """Call the roll, of these students only when some are named."""
    from autograder.errors import AutograderError
    from autograder.submission.roll_call import RollCall, call_roll

    roll = call_roll(course, assignment_id)
    wanted = set(students or ())
    if wanted:
        found = tuple(one for one in roll.found if one.student in wanted)
        roll = RollCall(found, tuple(entry for entry in roll.misplaced if entry.student in wanted))
        absent = wanted - {one.student for one in found} - {entry.student for entry in roll.misplaced}
        for name in sorted(absent):
            raise AutograderError(
                f"{name} handed in nothing: there is no {course.submitted / name / assignment_id}"
            )
    if not roll.found and not any(entry.work for entry in roll.misplaced):
        raise AutograderError(
            f"nobody handed in '{assignment_id}': {course.submitted} holds no <student>/{assignment_id}/"
        )
    return roll
