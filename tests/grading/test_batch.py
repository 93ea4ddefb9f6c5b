"""A class graded into a course, with a made-up grader in the real one's place."""

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import nbformat
import pytest

from autograder.course.layout import Course
from autograder.errors import GradebookError
from autograder.grading import batch, records
from autograder.grading.batch import grade_class
from autograder.grading.graded import Graded
from autograder.models import CheckResult, Grade, QuestionScore, Record, Status
from autograder.submission.written import written
from tests.builders.small_course import ID, hand_in, make_course, master


class Grader:
    """Grades everything the same, and remembers whom."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = Status.PASSED

    def __call__(
        self, course: Course, assignment_id: str, jobs: Sequence[tuple[str, Path]], **_: object
    ) -> Iterator[Graded]:
        """Stand in for `grade_many`."""
        assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
        for student, path in jobs:
            self.asked.append(student)
            content = (path / f"{ID}.ipynb").read_bytes()
            notebook = nbformat.reads(content.decode(), as_version=4)
            questions = tuple(
                QuestionScore(
                    id=question.id,
                    title=question.title,
                    points=question.points,
                    score=question.points,
                    status=Status.PASSED,
                    message="",
                    checks=(
                        CheckResult(name=f"test_{question.id}", question=question.id, sentence="It holds."),
                    ),
                )
                for question in assignment.questions
            )
            grade = Grade(status=self.status, questions=questions)
            digests = records.digests(content, assignment, reference)
            record = Record(
                assignment=ID,
                student=student,
                grade=grade,
                digests=digests,
                written=written(notebook, assignment),
            )
            yield Graded(record, notebook)


@pytest.fixture
def grader(monkeypatch: pytest.MonkeyPatch) -> Grader:
    """Put the made-up grader in place."""
    made = Grader()
    monkeypatch.setattr(batch, "grade_many", made)
    return made


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Make a course in which two students handed in."""
    made = make_course(tmp_path)
    for student in ("ann", "bob"):
        hand_in(made, student, master())
    return made


def jobs(course: Course) -> list[tuple[str, Path]]:
    """List what was handed in."""
    return [(student, course.submitted / student / ID) for student in ("ann", "bob")]


def test_everything_is_written(grader: Grader, course: Course) -> None:
    """Each result becomes a record, an executed notebook and a row in the gradebook."""
    outcomes = list(grade_class(course, ID, jobs(course)))
    assert [[], []] == [outcome.problems for outcome in outcomes]
    assert ["ann", "bob"] == [record.student for record in records.load_all(course, ID)]
    assert (course.autograded / "bob" / ID / f"{ID}.ipynb").is_file()
    assert (course.root / "gradebook.db").is_file()


def test_unchanged_submissions_are_not_graded_again(grader: Grader, course: Course) -> None:
    """A record whose digests hold is reused."""
    list(grade_class(course, ID, jobs(course)))
    again = list(grade_class(course, ID, jobs(course)))
    assert ["ann", "bob"] == grader.asked
    assert [True, True] == [outcome.reused for outcome in again]


def test_changed_submission_is_graded_again(grader: Grader, course: Course) -> None:
    """Another notebook is another submission."""
    list(grade_class(course, ID, jobs(course)))
    hand_in(course, "bob", master(double="def double(x):\n    return x + x\n"))
    again = {outcome.record.student: outcome for outcome in grade_class(course, ID, jobs(course))}
    assert ["ann", "bob", "bob"] == grader.asked
    assert again["bob"].before is not None


@pytest.mark.parametrize("name", ["checks/test_small.py", "solutions.py"])
def test_changed_reference_grades_everybody_again(grader: Grader, course: Course, name: str) -> None:
    """Other checks may give other grades."""
    list(grade_class(course, ID, jobs(course)))
    path = course.reference(ID).folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    list(grade_class(course, ID, jobs(course)))
    assert ["ann", "bob", "ann", "bob"] == grader.asked


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("assignment.toml", "[parts]", 'imports = ["math"]\n[parts]'),
        (f"{ID}.ipynb", '"points": 4', '"points": 5'),
    ],
)
def test_changed_assignment_grades_everybody_again(
    grader: Grader, course: Course, name: str, old: str, new: str
) -> None:
    """Other points and other limits make other grades of the same notebook."""
    list(grade_class(course, ID, jobs(course), into_gradebook=False))
    path = course.assignment(ID).folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    list(grade_class(course, ID, jobs(course), into_gradebook=False))
    assert ["ann", "bob", "ann", "bob"] == grader.asked


def test_regrade_computes_what_still_holds(grader: Grader, course: Course) -> None:
    """`regrade` trusts no record."""
    list(grade_class(course, ID, jobs(course)))
    list(grade_class(course, ID, jobs(course), regrade=True))
    assert ["ann", "bob", "ann", "bob"] == grader.asked


def test_failures_of_ours_are_tried_again(grader: Grader, course: Course) -> None:
    """A sandbox that failed once may work now."""
    grader.status = Status.SANDBOX_ERROR
    list(grade_class(course, ID, jobs(course)[:1]))
    list(grade_class(course, ID, jobs(course)[:1]))
    assert ["ann", "ann"] == grader.asked


def test_trial_without_sandbox_is_no_grade(grader: Grader, course: Course) -> None:
    """A record made without the sandbox is not reused with it."""
    list(grade_class(course, ID, jobs(course)[:1]))
    record = records.load(course, ID, "ann")
    assert record is not None
    records.save(course, msgspec.structs.replace(record, sandboxed=False))
    list(grade_class(course, ID, jobs(course)[:1]))
    assert ["ann", "ann"] == grader.asked


def test_broken_gradebook_costs_no_record(
    grader: Grader, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gradebook that cannot be opened is told with every outcome; the records are there."""

    def refuse(_: Course) -> None:
        raise GradebookError("the gradebook cannot be used: read-only")

    monkeypatch.setattr("autograder.nbgrader.gradebook.open_gradebook", refuse)
    outcomes = list(grade_class(course, ID, jobs(course)))
    assert [["not in the gradebook: the gradebook cannot be used: read-only"]] * 2 == [
        outcome.problems for outcome in outcomes
    ]
    assert 2 == len(records.load_all(course, ID))


def test_full_disk_does_not_end_the_batch(
    grader: Grader, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is told, and the next submission is graded."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("autograder.grading.records.save", fail)
    outcomes = list(grade_class(course, ID, jobs(course)))
    assert 2 == len(outcomes)
    assert all("No space left on device" in outcome.problems[0] for outcome in outcomes)


def test_without_gradebook_only_records_are_written(grader: Grader, course: Course) -> None:
    """A trial leaves the gradebook alone."""
    list(grade_class(course, ID, jobs(course), into_gradebook=False))
    assert not (course.root / "gradebook.db").exists()
    assert not course.autograded.exists()
