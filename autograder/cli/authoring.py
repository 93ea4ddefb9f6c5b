"""Commands of an author: prove an assignment, hand out its rubric, release it."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import (
    AssignmentId,
    CourseFolder,
    busy,
    find_course,
    progress,
    say,
    show_table,
    write_or_say,
)


def validate(
    assignment_id: AssignmentId,
    full: Annotated[bool, typer.Option("--full", help="Try every mutant, not a fixed sample.")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="Print every fact, not only what fails.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    course: CourseFolder = None,
) -> None:
    """Prove the checks of an assignment: right answers score, wrong ones do not, and are named.

    Exit codes: 0 proved, 1 not, 2 usage. Only a proved assignment can be released.
    """
    from autograder.course import Course
    from autograder.proofs import validate as prove

    with progress(f"Proving {assignment_id}", 0) as advance:
        report = prove(Course(find_course(course)), assignment_id, full=full, progress=advance)
    if json:
        import msgspec

        document = {"passed": report.passed, "report": report}
        write_or_say(msgspec.json.format(msgspec.json.encode(document)).decode() + "\n", None)
    else:
        show_table(
            f"Proofs of {assignment_id}",
            ("", "what was proved"),
            [("ok" if section.ok else "failed", section.title) for section in report.sections],
        )
        for section in report.sections:
            shown = [row for row in section.rows if rows or not row.ok]
            if shown:
                say(f"\n{section.title}:")
            for row in shown:
                say(f"  {row}")
        say(f"\n{assignment_id} is proved" if report.passed else f"\n{assignment_id} is NOT proved")
    raise typer.Exit(0 if report.passed else 1)


def rubric(
    assignment_id: AssignmentId,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of Markdown.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = None,
    course: CourseFolder = None,
) -> None:
    """Print every check's sentence and points, as Markdown to hand out."""
    from autograder.checks import CheckSuite
    from autograder.course import Course
    from autograder.grading import load_module
    from autograder.rubric import as_json, as_markdown
    from autograder.rubric import rubric as collect

    place = Course(find_course(course))
    assignment = place.assignment(assignment_id)
    reference = place.reference(assignment_id)
    with busy("Collecting the checks"), CheckSuite(reference, load_module(reference.solutions_path)) as suite:
        questions = collect(assignment, suite.checks)
    write_or_say(as_json(assignment, questions) if json else as_markdown(assignment, questions), output)


def release(assignment_id: AssignmentId, course: CourseFolder = None) -> None:
    """Write release/ID/, what students get; only a proved assignment can be released."""
    from autograder.course import Course
    from autograder.release import release as hand_out

    with busy(f"Releasing {assignment_id}"):
        folder = hand_out(Course(find_course(course)), assignment_id)
    say(f"released {assignment_id}: {folder}")
