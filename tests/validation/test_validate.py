"""`validate` proves a sound assignment, and finds each weakness that is planted in a copy of it."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from autograder.checks.suite import CheckSuite
from autograder.course.layout import Course
from autograder.course.loading import load_module
from autograder.course.validated import is_validated
from autograder.validation import ValidationReport, agreement, validate
from tests.builders.sample_assignment import ID, edit, write_sample

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]

CHECKS = "checks/test_scale.py"
EVERY_ENTRY = "assert np.allclose(found, np.array(x) * factor)"
DEFAULT = "assert np.allclose(vector(student.scale([1.0, -4.0]), 2), [2.0, -8.0])"


def prove(course: Course) -> ValidationReport:
    """Validate the sample in this process."""
    return validate(course, ID, processes=1)


def failures(report: ValidationReport) -> dict[str, str]:
    """Return what does not hold: the failed sentences by their section's title, without its count."""
    return {
        section.title.rsplit(" (", 1)[0]: "\n".join(row.text for row in section.rows if not row.ok)
        for section in report.sections
        if not section.ok
    }


def disagreements(course: Course) -> list[str]:
    """Return what does not agree between the public half and the reference."""
    assignment, reference = course.assignment(ID), course.reference(ID)
    solutions = reference.solutions_path.read_text(encoding="utf-8")
    with CheckSuite(reference, load_module(reference.solutions_path)) as suite:
        rows = [
            *agreement.stubs_agree(assignment, solutions),
            *agreement.asserts_agree(assignment, suite.checks),
            *agreement.nothing_secret(assignment, reference, solutions),
        ]
    return [row.text for row in rows if not row.ok]


def rewrite_notebook(course: Course, old: str, new: str) -> None:
    """Replace a piece of the public notebook's cells."""
    path = course.assignment(ID).notebook_path
    notebook = nbformat.read(path, as_version=4)
    assert any(old in cell.source for cell in notebook.cells)
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)
    nbformat.write(notebook, path)


def copy_wrong(course: Course) -> None:
    """Keep one mistake under two names."""
    folder = course.root / "reference" / ID / "wrong"
    (folder / "q1_plus.py").write_text((folder / "q1_adds.py").read_text())


def test_a_sound_assignment_is_proved(tmp_path: Path) -> None:
    """Every section holds, the stamp is written, and a change of one check takes it away again."""
    course = write_sample(tmp_path)
    report = prove(course)
    assert failures(report) == {}
    assert report.passed
    assert is_validated(course, ID)
    edit(course, CHECKS, "assert number(", "assert 1 * number(")
    assert not is_validated(course, ID)


@pytest.mark.parametrize(
    ("plant", "section", "told"),
    [
        pytest.param(
            lambda course: edit(course, CHECKS, EVERY_ENTRY, "assert len(found) == len(x)"),
            "Wrong submissions lose their question and are named",
            "wrong/q1_ignores_factor: it earns all 4 points of q1_scale: no check fails on it",
            id="a check that looks at the length only",
        ),
        pytest.param(
            lambda course: edit(course, CHECKS, DEFAULT, "assert student.scale([1.0, -4.0])"),
            "Mutants of the solutions lose points",
            'survives: "scale:',
            id="a default that no check asks for",
        ),
        pytest.param(
            lambda course: edit(course, CHECKS, DEFAULT, "assert student.scale([1.0, -4.0]) == [2.0, -8.0]"),
            "Right submissions earn all points",
            "right/q1_loop: q1_scale earns 3.0 of 4",
            id="a check that wants a list and refuses a tuple",
        ),
        pytest.param(
            lambda course: edit(course, CHECKS, DEFAULT, "assert student.scale([1.0, -4.0])[1] + 8 == 0"),
            "Odd answers earn nothing and upset no check",
            "check test_factor_has_a_default fell over: TypeError",
            id="a check that falls over when nothing is returned",
        ),
        pytest.param(
            lambda course: edit(
                course, CHECKS, EVERY_ENTRY, "assert np.allclose(found, abs(np.array(x)) * 2)"
            ),
            "Frozen cases are fresh",
            "test_every_entry_is_scaled fails for the solutions themselves",
            id="a property that is not true",
        ),
        pytest.param(
            copy_wrong,
            "Wrong submissions lose their question and are named",
            "wrong/q1_adds and wrong/q1_plus get the same answers from every check",
            id="two mistakes that nobody can tell apart",
        ),
        pytest.param(
            lambda course: edit(course, "wrong/q1_adds.py", '"q1_scale"', '"q1_spread"'),
            "Wrong submissions lose their question and are named",
            "wrong/q1_adds: it earns all 2 points of q1_spread",
            id="a mistake kept under the wrong question",
        ),
        pytest.param(
            lambda course: edit(course, "solutions.py", "UNIT = 1.0", "UNIT = 1.5"),
            "The solutions earn all points",
            "q1_scale",
            id="a solution that is wrong",
        ),
    ],
)
def test_a_planted_weakness_is_found(
    tmp_path: Path, plant: Callable[[Course], None], section: str, told: str
) -> None:
    """The section that promises otherwise fails and says what is weak; nothing may be released."""
    course = write_sample(tmp_path)
    plant(course)
    found = failures(prove(course))
    assert told in found[section]
    assert not is_validated(course, ID)


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        pytest.param(
            lambda course: edit(course, "solutions.py", "factor=2.0", "factor=3.0"),
            "scale: the signatures differ",
            id="a signature that students do not see",
        ),
        pytest.param(
            lambda course: rewrite_notebook(course, "multiplied by the factor.", "multiplied by a factor."),
            "is not quite the sentence 'Every entry is multiplied by the factor.'",
            id="a comment that is not quite the check's sentence",
        ),
        pytest.param(
            lambda course: rewrite_notebook(
                course, "# Spread", "# Spread, see test_spread_is_largest_minus_smallest"
            ),
            "test_spread_is_largest_minus_smallest",
            id="the name of a check in the notebook",
        ),
        pytest.param(
            lambda course: rewrite_notebook(
                course, 'raise NotImplementedError("write scale")', "return [factor * entry for entry in x]"
            ),
            "answer cells hold stubs only: scale",
            id="an answer left in the notebook",
        ),
    ],
)
def test_a_disagreement_of_what_is_read_and_graded_is_found(
    tmp_path: Path, plant: Callable[[Course], None], told: str
) -> None:
    """Stubs, visible asserts and texts are compared with the reference without running anything."""
    course = write_sample(tmp_path)
    assert disagreements(course) == []
    plant(course)
    assert any(told in sentence for sentence in disagreements(course))


def test_a_grade_that_changes_is_found(tmp_path: Path) -> None:
    """A check that says something else each time fails the proof of repetition."""
    course = write_sample(tmp_path)
    edit(course, CHECKS, DEFAULT, f"student.note(str(np.random.default_rng().random()))\n    {DEFAULT}")
    found = failures(prove(course))
    assert "different results" in found["The same submission gets the same grade"]
