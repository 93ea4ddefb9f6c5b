"""Commands that read records and write what people and programs read."""

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
    write_or_say,
)

if TYPE_CHECKING:
    from autograder.course import Assignment, Course
    from autograder.models import Record


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
    from autograder.feedback import write_feedback

    place, assignment, records = _graded(course, assignment_id, student)
    pages: dict[str, str] = {}
    with progress("Writing feedback", len(records)) as advance:
        for record in records:
            pages[record.student] = str(write_feedback(place, assignment, record))
            advance(record.student)
    if json:
        import msgspec

        write_or_say(msgspec.json.format(msgspec.json.encode(pages)).decode() + "\n", None)
    else:
        from autograder.plaintext import plural

        say(f"{plural(len(records), 'page')} in {place.feedback}")


def report(
    assignment_id: AssignmentId,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    course: CourseFolder = None,
) -> None:
    """Sum up the class: records/ID/report.html, report.txt, and the table here."""
    from autograder.class_summary import summarise
    from autograder.report import report_text, write_report

    place, assignment, records = _graded(course, assignment_id, None)
    html, _ = write_report(place, assignment, records)
    summary = summarise(records)
    if json:
        import msgspec

        write_or_say(msgspec.json.format(msgspec.json.encode(summary)).decode() + "\n", None)
    else:
        say(report_text(summary, assignment))
        say(f"the page: {html}")


def export(
    assignment_id: AssignmentId,
    to: Annotated[Format, typer.Option("--to", help="The format.")] = Format.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of printing.")
    ] = None,
    student: Students = None,
    course: CourseFolder = None,
) -> None:
    """Print the results in another system's format."""
    from autograder.export import FORMATS

    _, _, records = _graded(course, assignment_id, student)
    write_or_say(FORMATS[to.value](records), output)


def _graded(
    folder: Path | None, assignment_id: str, students: list[str] | None
) -> "tuple[Course, Assignment, list[Record]]":
    """Return the records that were asked for, by student; say so when there are none."""
    from autograder.errors import AutograderError
    from autograder.records import load_all

    course = open_course(folder)
    assignment = course.assignment(assignment_id)
    records = [
        record for record in load_all(course, assignment_id) if not students or record.student in students
    ]
    missing = sorted(set(students or ()) - {record.student for record in records})
    if missing or not records:
        who = f"of {', '.join(missing)} " if missing else ""
        raise AutograderError(
            f"no record {who}in {course.records / assignment_id}; run: autograder grade {assignment_id}"
        )
    return course, assignment, records
