"""The order of the proofs, and the stamp that opens the release."""

import os

from autograder.checks.runner import Runner
from autograder.course.layout import Course
from autograder.course.validated import content_digest, mark_validated
from autograder.validation import (
    agreement,
    freezing,
    mutation,
    odd_answers,
    repetition,
    variation,
)
from autograder.validation import (
    known_submissions as known,
)
from autograder.validation.bench import Bench
from autograder.validation.findings import OnProgress, Section, ValidationReport, section


def validate(
    course: Course,
    assignment_id: str,
    *,
    full: bool = False,
    known_only: bool = False,
    progress: OnProgress | None = None,
    processes: int | None = None,
) -> ValidationReport:
    """Prove an assignment; when everything holds, write the stamp without which nothing is released.

    Parameters
    ----------
    course : Course
        Where the assignment lies.
    assignment_id : str
        Which one.
    full : bool
        Try everything, not a fixed sample.
    known_only : bool
        Run the known answers alone, such as on another processor: nothing is frozen and nothing stamped.
    progress : callable, optional
        Called after each thing done, with what it was.
    processes : int, optional
        Processes to use; as many as there are processors without it.

    Returns
    -------
    ValidationReport
        What was found; it stops early where the rest would say nothing new.

    Raises
    ------
    AutograderError
        When the assignment cannot be read, or the sandbox does not work here.
    """
    advance: OnProgress = progress or (lambda note: None)
    sections: list[Section] = []
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    if known_only:
        with _bench(course, assignment_id, advance, processes) as bench:
            sections.append(section("The solutions earn all points", known.solutions_earn_everything(bench)))
            sections += _known_answers(bench, full=full)
        return ValidationReport(assignment_id, full, tuple(sections))
    solutions = reference.solutions_path.read_text(encoding="utf-8")
    with Runner(course, assignment_id) as runner:
        checks = runner.suite.checks
        sections += [
            section("Stubs agree with the solutions", agreement.stubs_agree(assignment, solutions)),
            section("Visible asserts agree with the checks", agreement.asserts_agree(assignment, checks)),
            section(
                "Nothing secret is in the release", agreement.nothing_secret(assignment, reference, solutions)
            ),
            section("Frozen cases are fresh", freezing.refreeze(runner, advance, everything=full)),
        ]
    if sections[-1].ok:
        with _bench(course, assignment_id, advance, processes) as bench:
            sections.append(section("The solutions earn all points", known.solutions_earn_everything(bench)))
            if sections[-1].ok:
                sections += _with_known_code(bench, full=full)
    report = ValidationReport(assignment_id, full, tuple(sections))
    if report.passed:
        mark_validated(course, assignment_id, content_digest(course, assignment_id))
    return report


def _bench(course: Course, assignment_id: str, advance: OnProgress, processes: int | None) -> Bench:
    return Bench(course, assignment_id, advance, processes or os.cpu_count() or 1)


def _known_answers(bench: Bench, *, full: bool) -> list[Section]:
    return [
        section("Visible asserts pass on solutions, fail on stubs", known.visible_asserts_hold(bench)),
        section("Untouched stubs earn nothing", known.stubs_earn_nothing(bench)),
        section(
            "Right submissions earn all points",
            known.right_ones_earn_everything(bench, full=full),
        ),
        section(
            "Wrong submissions lose their question and are named",
            known.wrong_ones_are_named(bench, full=full),
        ),
    ]


def _with_known_code(bench: Bench, *, full: bool) -> list[Section]:
    return [
        *_known_answers(bench, full=full),
        section(
            "Odd answers earn nothing and upset no check", odd_answers.garbage_earns_nothing(bench, full=full)
        ),
        *_of_variants(bench, full=full),
        section("Mutants of the solutions lose points", mutation.mutants_lose_points(bench, full=full)),
        section("The same submission gets the same grade", repetition.runs_agree(bench, full=full)),
    ]


def _of_variants(bench: Bench, *, full: bool) -> list[Section]:
    if bench.runner.variants is None:
        return []
    return [
        section("Drawn numbers are solvable and equally hard", variation.variants_are_fair(bench, full=full))
    ]
