"""Commands that read records and write what people and programs read."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    AssignmentId,
    CourseFolder,
    Students,
    open_course,
    progress,
    say,
    warn,
    write_or_say,
)

if TYPE_CHECKING:
    from autograder.course.layout import Assignment, Course
    from autograder.results import Result


class Format(StrEnum):
    """Formats that `export` writes."""

    CSV = "csv"
    JSON = "json"
    JUNIT = "junit"
    GRADESCOPE = "gradescope"
    GITHUB = "github"


def feedback(
    assignment_id: AssignmentId,
    student: Students = None,
    json: Annotated[bool, typer.Option("--json", help="Print the pages' places as JSON.")] = False,
    course: CourseFolder = None,
) -> None:
    """Write each student's page, feedback/<student>/ID/ID.html."""
    from autograder.errors import AutograderError
    from autograder.reporting.feedback import folder_name, write_feedback

    place, assignment, results, problems = _graded(course, assignment_id, student)
    pages: dict[str, str] = {}
    with progress("Writing feedback", len(results)) as advance:
        for result in results:
            try:
                folder_name(result)
            except AutograderError as error:
                problems.append(str(error))
            else:
                pages[result.record.student] = str(write_feedback(place, assignment, result))
            advance(result.record.student)
    _tell(results, problems)
    if json:
        import msgspec

        write_or_say(msgspec.json.format(msgspec.json.encode(pages)).decode() + "\n", None)
    else:
        from autograder.text import plural

        say(f"{plural(len(pages), 'page')} in {place.feedback}")


def report(
    assignment_id: AssignmentId,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    course: CourseFolder = None,
) -> None:
    """Sum up the class: records/ID/report.html, report.txt, and the table here."""
    from autograder.reporting.class_report import report_text, write_report
    from autograder.reporting.class_summary import summarise

    place, assignment, results, problems = _graded(course, assignment_id, None)
    html, _ = write_report(place, assignment, results, problems)
    summary = summarise(results, problems)
    _tell(results if json else (), problems)
    if json:
        import msgspec

        encoded = msgspec.json.encode(summary, order="deterministic")
        write_or_say(msgspec.json.format(encoded).decode() + "\n", None)
    else:
        say(report_text(summary, assignment))
        say(f"the page: {html}")


def export(
    assignment_id: AssignmentId,
    to: Annotated[Format, typer.Option("--to", help="The format.")] = Format.CSV,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write here instead of printing; for gradescope a folder: <student>/results.json.",
        ),
    ] = None,
    student: Students = None,
    course: CourseFolder = None,
) -> None:
    """Print the final scores in another system's format."""
    from autograder.reporting.export import FORMATS

    _, _, results, problems = _graded(course, assignment_id, student)
    if to is Format.GRADESCOPE and output is not None and output.suffix != ".json" and str(output) != "-":
        say(_one_file_a_student(results, problems, output))
    else:
        write_or_say(FORMATS[to.value](results), output)
    _tell(results, problems)


def _one_file_a_student(results: "Sequence[Result]", problems: list[str], folder: Path) -> str:
    """Write Gradescope's files into a folder; say what is where."""
    from autograder.errors import AutograderError
    from autograder.reporting.export.gradescope import FILE, write_gradescope
    from autograder.reporting.feedback import folder_name
    from autograder.text import plural

    written = 0
    for result in results:
        try:
            place = folder / folder_name(result) / FILE
        except AutograderError as error:
            problems.append(str(error))
            continue
        write_or_say(write_gradescope([result]), place)
        written += 1
    return f"{plural(written, 'file')}: {folder}/<student>/{FILE}, because Gradescope reads one a student"


def _tell(results: "Sequence[Result]", problems: "Sequence[str]") -> None:
    """Say on standard error what was left out, and what a person should know of a submission."""
    from autograder.text import line

    for problem in problems:
        warn(line(problem, 500))
    for result in results:
        for note in result.notes:
            warn(f"{line(result.record.student, 60)}: {line(note, 500)}")


def _graded(
    folder: Path | None, assignment_id: str, students: list[str] | None
) -> "tuple[Course, Assignment, list[Result], list[str]]":
    """Return the results that were asked for, by student, and what was left out."""
    from autograder.errors import AutograderError
    from autograder.grading.records import load_class
    from autograder.nbgrader.books import read_results

    course = open_course(folder)
    assignment = course.assignment(assignment_id)
    loaded = load_class(course, assignment_id)
    records = [record for record in loaded.records if not students or record.student in students]
    missing = sorted(set(students or ()) - {record.student for record in records})
    if missing or not records:
        who = f"of {', '.join(missing)} " if missing else ""
        _tell((), loaded.problems)
        raise AutograderError(
            f"no record {who}in {course.records / assignment_id}; run: autograder grade {assignment_id}"
        )
    read = read_results(course, assignment, records)
    results = [read.by_student[name] for name in sorted(read.by_student)]
    return course, assignment, results, [*loaded.problems, *read.problems]
