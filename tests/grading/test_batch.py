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
from autograder.grading.batch import BatchOutcome, grade_class
from autograder.grading.graded import Graded
from autograder.grading.sinks import Records, Sink
from autograder.models import CheckResult, Grade, QuestionScore, Record, Status
from autograder.nbgrader.sinks import all_sinks
from autograder.submission.submitted import Submitted
from autograder.submission.written import written
from tests.builders.small_course import ID, hand_in, make_course, master


class Grader:
    """Grades everything the same, and remembers whom."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = Status.PASSED

    def __call__(
        self, course: Course, assignment_id: str, submissions: Sequence[Submitted], **_: object
    ) -> Iterator[Graded]:
        """Stand in for `grade_many`."""
        assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
        for student, path in submissions:
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


def both(course: Course) -> list[Submitted]:
    """List what was handed in."""
    return [Submitted(student, course.submitted / student / ID) for student in ("ann", "bob")]


def grade(course: Course, submissions: list[Submitted] | None = None, **how: bool) -> list[BatchOutcome]:
    """Grade into all sinks."""
    sinks = all_sinks(course, course.assignment(ID))
    return list(grade_class(course, ID, submissions or both(course), sinks, **how))


def grade_into_records(course: Course) -> list[BatchOutcome]:
    """Grade into one sink."""
    return list(grade_class(course, ID, both(course), [Records(course, ID)]))


def test_everything_is_written(grader: Grader, course: Course) -> None:
    """Each result becomes a record, an executed notebook and a row in the gradebook."""
    outcomes = grade(course)
    assert [[], []] == [outcome.problems for outcome in outcomes]
    assert ["ann", "bob"] == [record.student for record in records.load_all(course, ID)]
    assert (course.autograded / "bob" / ID / f"{ID}.ipynb").is_file()
    assert (course.root / "gradebook.db").is_file()


def test_unchanged_submissions_are_not_graded_again(grader: Grader, course: Course) -> None:
    """A record whose digests hold is reused."""
    grade(course)
    again = grade(course)
    assert ["ann", "bob"] == grader.asked
    assert [True, True] == [outcome.reused for outcome in again]


def test_changed_submission_is_graded_again(grader: Grader, course: Course) -> None:
    """Another notebook is another submission."""
    grade(course)
    hand_in(course, "bob", master(double="def double(x):\n    return x + x\n"))
    again = {outcome.record.student: outcome for outcome in grade(course)}
    assert ["ann", "bob", "bob"] == grader.asked
    assert again["bob"].before is not None


@pytest.mark.parametrize("name", ["checks/test_small.py", "solutions.py"])
def test_changed_reference_grades_everybody_again(grader: Grader, course: Course, name: str) -> None:
    """Other checks may give other grades."""
    grade(course)
    path = course.reference(ID).folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    grade(course)
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
    grade_into_records(course)
    path = course.assignment(ID).folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    grade_into_records(course)
    assert ["ann", "bob", "ann", "bob"] == grader.asked


def test_regrade_computes_what_still_holds(grader: Grader, course: Course) -> None:
    """`regrade` trusts no record."""
    grade(course)
    grade(course, regrade=True)
    assert ["ann", "bob", "ann", "bob"] == grader.asked


def test_failures_of_ours_are_tried_again(grader: Grader, course: Course) -> None:
    """A sandbox that failed once may work now."""
    grader.status = Status.SANDBOX_ERROR
    grade(course, both(course)[:1])
    grade(course, both(course)[:1])
    assert ["ann", "ann"] == grader.asked


def test_trial_without_sandbox_is_no_grade(grader: Grader, course: Course) -> None:
    """A record made without the sandbox is not reused with it."""
    grade(course, both(course)[:1])
    record = records.load(course, ID, "ann")
    assert record is not None
    records.save(course, msgspec.structs.replace(record, sandboxed=False))
    grade(course, both(course)[:1])
    assert ["ann", "ann"] == grader.asked


def test_broken_gradebook_costs_no_record(
    grader: Grader, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gradebook that cannot be opened is told with every outcome; the records are there."""

    def refuse(_: Course) -> None:
        raise GradebookError("the gradebook cannot be used: read-only")

    monkeypatch.setattr("autograder.nbgrader.gradebook.open_gradebook", refuse)
    outcomes = grade(course)
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
    outcomes = grade(course)
    assert 2 == len(outcomes)
    assert all("No space left on device" in outcome.problems[0] for outcome in outcomes)


def test_older_page_is_gone_before_a_newer_record_is_there(
    grader: Grader, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where that record cannot be written, no page of the new submission stands alone."""
    grade(course, both(course)[:1])
    page = course.autograded / "ann" / ID / f"{ID}.ipynb"
    there: list[bool] = [page.exists()]
    hand_in(course, "ann", master(why="Other."))

    def fail(*_: object) -> None:
        there.append(page.exists())
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("autograder.grading.records.save", fail)
    grade(course, both(course)[:1])
    assert [*there, page.exists()] == [True, False, False]


def test_without_gradebook_only_records_are_written(grader: Grader, course: Course) -> None:
    """A trial leaves the gradebook alone."""
    grade_into_records(course)
    assert not (course.root / "gradebook.db").exists()
    assert not course.autograded.exists()


class Shelf(Sink):
    """A sink that keeps nothing but a log of what it was asked, and refuses what it is told to."""

    def __init__(self, name: str, log: list[str], *, needs_notebook: bool = False, refuses: str = "") -> None:
        self.name = name
        self.needs_notebook = needs_notebook
        self.there: set[str] = set()
        self._log = log
        self._refuses = refuses

    def holds(self, record: Record) -> bool:
        """Say whether it was written here before."""
        return record.student in self.there

    def clear(self, record: Record) -> None:
        """Log it."""
        self._ask("clear", record)

    def write(self, graded: Graded, problems: list[str]) -> None:
        """Log it."""
        self._ask("write", graded.record)
        self.there.add(graded.record.student)

    def _ask(self, what: str, record: Record) -> None:
        self._log.append(f"{what} {self.name} {record.student}")
        if what == self._refuses:
            raise OSError(errno.ENOSPC, "No space left on device")


def test_every_sink_is_cleared_before_the_first_is_written(grader: Grader, course: Course) -> None:
    """So that a stop in between leaves nothing older beside a newer record."""
    log: list[str] = []
    list(grade_class(course, ID, both(course)[:1], [Shelf("one", log), Shelf("two", log)]))
    assert log == ["clear one ann", "clear two ann", "write one ann", "write two ann"]


@pytest.mark.parametrize("needs_notebook", [True, False])
def test_what_one_sink_lacks_is_graded_again_only_for_its_notebook(
    grader: Grader, course: Course, needs_notebook: bool
) -> None:
    """Everything else is written from the record, and only where it is missing."""
    log: list[str] = []
    first, second = Shelf("one", log), Shelf("two", log, needs_notebook=needs_notebook)
    sinks = [Records(course, ID), first, second]
    list(grade_class(course, ID, both(course)[:1], sinks))
    second.there.clear()
    log.clear()
    (outcome,) = grade_class(course, ID, both(course)[:1], sinks)
    assert (outcome.reused, outcome.entered_late) == (not needs_notebook, not needs_notebook)
    assert log == (
        ["clear one ann", "clear two ann", "write one ann", "write two ann"]
        if needs_notebook
        else ["write two ann"]
    )


@pytest.mark.parametrize(("refuses", "reusable"), [("clear", False), ("write", True)])
def test_sink_that_refuses_is_told_and_the_next_is_written(
    grader: Grader, course: Course, refuses: str, reusable: bool
) -> None:
    """What could not be cleared stands beside the record, which is therefore never reused."""
    log: list[str] = []
    sinks = [Shelf("the shelf", log, refuses=refuses), Records(course, ID), Shelf("two", log)]
    (outcome,) = grade_class(course, ID, both(course)[:1], sinks)
    assert "the shelf is not written: No space left on device" in outcome.problems
    assert log[-1] == "write two ann"
    kept = records.load(course, ID, "ann")
    assert kept == outcome.record
    assert bool(kept.digests.checks) is reusable
