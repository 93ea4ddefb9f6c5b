"""Commands of an author: prove an assignment, hand out its rubric, release it."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import (
    AssignmentId,
    CourseFolder,
    busy,
    open_course,
    progress,
    say,
    show_table,
    write_or_say,
)


def validate(
    assignment_id: AssignmentId,
    full: Annotated[bool, typer.Option("--full", help="Try every mutant, not a fixed sample.")] = False,
    known: Annotated[
        bool,
        typer.Option(
            "--known", help="Only the known right and wrong answers, such as on another processor; no stamp."
        ),
    ] = False,
    rows: Annotated[bool, typer.Option("--rows", help="Print every fact, not only what fails.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    course: CourseFolder = None,
) -> None:
    """Prove the checks of an assignment: right answers score, wrong ones do not, and are named.

    Exit codes: 0 proved, 1 not, 2 usage. Only a proved assignment can be released.
    """
    from autograder.validation import validate as prove

    with progress(f"Proving {assignment_id}", 0) as advance:
        report = prove(open_course(course), assignment_id, full=full, known_only=known, progress=advance)
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
        verdict = "all its known answers hold" if known else "it is proved"
        say(f"\n{assignment_id}: {verdict if report.passed else 'it is NOT proved'}")
    raise typer.Exit(0 if report.passed else 1)


def rubric(
    assignment_id: AssignmentId,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of Markdown.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = None,
    course: CourseFolder = None,
) -> None:
    """Print every check's sentence and points, as Markdown to hand out."""
    from autograder.checks.suite import CheckSuite
    from autograder.course.loading import load_module
    from autograder.course.variants import NAME, load_variants
    from autograder.reporting.rubric import as_json, as_markdown
    from autograder.reporting.rubric import rubric as collect

    place = open_course(course)
    assignment = place.assignment(assignment_id)
    reference = place.reference(assignment_id)
    variants = load_variants(place, assignment, reference)
    solutions = load_module(reference.solutions_path, {NAME: variants.master} if variants else None)
    with busy("Collecting the checks"), CheckSuite(reference, solutions) as suite:
        questions = collect(assignment, suite.checks)
    write_or_say(as_json(assignment, questions) if json else as_markdown(assignment, questions), output)


def coverage(
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of Markdown.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = None,
    course: CourseFolder = None,
) -> None:
    """Print which question of which assignment covers each row of the lecture.

    Exit codes: 0 every row is covered, 1 not yet, 2 usage.
    """
    import msgspec

    from autograder.course.lecture import read_lecture
    from autograder.reporting.coverage import as_markdown
    from autograder.reporting.coverage import coverage as collect

    place = open_course(course)
    lecture, covered = read_lecture(place), list(collect(place))
    document = msgspec.json.format(msgspec.json.encode(covered)).decode() + "\n"
    write_or_say(document if json else as_markdown(lecture, covered), output)
    if {entry.row for entry in covered} != set(lecture.rows):
        raise typer.Exit(1)


def release(
    assignment_id: AssignmentId,
    students: Annotated[
        Path | None,
        typer.Option(metavar="LIST", help="A file of names, one a line: give each numbers of their own."),
    ] = None,
    course: CourseFolder = None,
) -> None:
    """Write release/ID/, what students get; only a proved assignment can be released.

    With --students also release/STUDENT/ID/ for each name of the list.
    """
    from autograder.course.class_list import read_class_list
    from autograder.nbgrader.release import release as hand_out
    from autograder.nbgrader.release import release_to

    place = open_course(course)
    names: tuple[str, ...] = ()
    if students:
        listed = read_class_list(students)
        names = listed.names
        say(listed.told)
    with busy(f"Releasing {assignment_id}"):
        folder = hand_out(place, assignment_id)
    say(f"released {assignment_id}: {folder}")
    if names:
        with progress("One release a student", len(names)) as advance:
            for own in release_to(place, assignment_id, names):
                advance(own.parent.name)
        say(f"and with numbers of their own to {len(names)}: {place.release}/<student>/{assignment_id}")
