"""A known file gets one verdict: as a notebook that is graded, and as the sources that `validate` runs.

Grading reads, mends and runs a whole notebook; validation lays a file's source behind the solutions. The two
ways share no step before the checks, so what they agree on is proved by neither alone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
import pytest

from autograder.checks.runner import Runner
from autograder.checks.suite import SuiteRun
from autograder.course.layout import Course, KnownSubmission, Reference
from autograder.demo.overlay import overlay
from autograder.grading.grader import Grader, warm_grader
from autograder.models import CheckResult
from autograder.validation.freezing import refreeze
from tests.builders.sample_assignment import ID, write_sample

pytestmark = pytest.mark.sandbox

REAL = "lab1_perceptron"
EACH = 12
"""Of so many known files of the real assignment one is graded as a notebook: each draws all figures."""


def known(reference: Reference) -> tuple[KnownSubmission, ...]:
    """Return every known file: the right ones first."""
    return (*reference.right, *reference.wrong)


def as_notebook(grader: Grader, paths: Sequence[Path], folder: Path) -> tuple[list[CheckResult], list[str]]:
    """Grade a notebook that is answered with these files; return its checks' results and named mistakes."""
    assignment = grader.runner.assignment
    nbformat.write(overlay(assignment, paths), folder / f"{assignment.id}.ipynb")
    grade = grader.grade(folder, "ann").record.grade
    named = [name for score in grade.questions for name in (score.diagnosis.names if score.diagnosis else ())]
    return [check for score in grade.questions for check in score.checks], named


def as_sources(runner: Runner, paths: Sequence[Path]) -> SuiteRun:
    """Run these files one behind the other, as validation does."""
    return runner.run_sources([path.read_text(encoding="utf-8") for path in paths])


def disagreements(grader: Grader, folder: Path, each: int = 1) -> Iterator[str]:
    """Compare both ways for the solutions and every known file, or one of so many."""
    reference = grader.runner.reference
    solutions = reference.solutions_path
    for name, paths in [
        ("solutions", [solutions]),
        *((entry.name, [solutions, entry.path]) for entry in known(reference)[::each]),
    ]:
        graded, named = as_notebook(grader, paths, folder)
        run = as_sources(grader.runner, paths)
        by_name = {result.name: result for result in run.results}
        if {check.name for check in graded} != by_name.keys():
            yield f"{name}: {len(graded)} checks graded, {len(by_name)} run"
        yield from (
            f"{name}: {check.name} is {check.status} ({check.message}), "
            f"and {by_name[check.name].status} ({by_name[check.name].message})"
            for check in graded
            if check != by_name[check.name]
        )
        question = next((entry.question for entry in reference.wrong if entry.name == name), "")
        lost = {check.question for check in graded if check.status != "passed" and not check.bonus}
        if lost != ({question} if question else set()) or bool(named) is not bool(question):
            yield f"{name}: loses {sorted(lost)}, named {named}"


def test_every_known_file_of_a_small_course(tmp_path: Path) -> None:
    """Check by check the same results, words and all; a wrong one loses its question and is named."""
    course = write_sample(tmp_path)
    with warm_grader(course, ID) as grader:
        assert all(claim.ok for claim in refreeze(grader.runner, lambda note: None))
        assert len(known(grader.runner.reference)) >= 3
        assert list(disagreements(grader, tmp_path)) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_known_files_of_a_real_assignment(course: Course, tmp_path: Path) -> None:
    """The same of one that students get, for a sample."""
    with warm_grader(course, REAL) as grader:
        assert len(known(grader.runner.reference)) >= 20 * EACH // 2
        assert list(disagreements(grader, tmp_path, EACH)) == []
