"""The books are one: what is in a record is in the gradebook, and everybody reads the same final score."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from nbgrader.api import Gradebook

from autograder.course.layout import Course
from autograder.errors import GradebookError, GradebookUnavailable
from autograder.grading import records
from autograder.grading.batch import BatchOutcome, grade_class, told_once
from autograder.grading.graded import Graded
from autograder.models import Record
from autograder.nbgrader.books import read_results
from autograder.nbgrader.gradebook import open_gradebook
from autograder.nbgrader.sinks import GradebookRows, all_sinks
from autograder.results import Result
from autograder.submission.submitted import Submitted
from tests.builders.small_course import DOUBLE, HALF, ID, hand_in, master
from tests.grading.test_batch import Grader, grader  # noqa: F401
from tests.nbgrader.test_gradebook import answered, as_kept, decide, entered, read, record, scratch  # noqa: F401
from tests.nbgrader.test_gradebook import submission as books_of

IN_TIME = "2024-03-10 16:00:00 UTC"
DAY_LATE = "2024-03-11 18:00:00 UTC"


@pytest.fixture
def course(scratch: Course) -> Course:  # noqa: F811
    """Give a course in which Ada handed in, in time."""
    hand_in(scratch, "ada", answered(), IN_TIME)
    return scratch


def grade(course: Course) -> BatchOutcome:
    """Grade Ada, whom nobody else keeps company."""
    sinks = all_sinks(course, course.assignment(ID))
    (outcome,) = grade_class(course, ID, [Submitted("ada", course.submitted / "ada" / ID)], sinks)
    return outcome


def enter(gradebook: GradebookRows, told: Record) -> BatchOutcome:
    """Write a result into the gradebook alone."""
    outcome = BatchOutcome(told)
    gradebook.write(Graded(told), outcome.problems)
    return outcome


def final(course: Course) -> Result:
    """Read Ada's result as every output does."""
    results = read_results(course, course.assignment(ID), records.load_all(course, ID))
    return results.by_student["ada"]


def lock(path: Path) -> Callable[[], None]:
    """Hold the gradebook as another program does; return what lets it go."""
    database = sqlite3.connect(path)
    database.execute("BEGIN EXCLUSIVE")
    return database.close


def spoil(path: Path) -> Callable[[], None]:
    """Put something else in the gradebook's place; return what puts it back."""
    content = path.read_bytes()
    path.write_bytes(b"no database " * 500)
    return lambda: (path.write_bytes(content), None)[1]


@pytest.mark.parametrize("harm", [lock, spoil])
def test_what_is_not_in_the_gradebook_is_written_next_time(
    grader: Grader,  # noqa: F811
    course: Course,
    harm: Callable[[Path], Callable[[], None]],
) -> None:
    """Graded while the gradebook could not be used: one more grading, and nothing is computed again."""
    mend = harm(course.root / "gradebook.db")
    first = grade(course)
    assert first.problems
    assert "not in the gradebook" in first.problems[0]
    mend()
    again = grade(course)
    assert (again.reused, again.entered_late, again.problems) == (True, True, [])
    assert read(course, "auto_score") == {"q1_double": 4.0, "q2_half": 6.0, "q3_why": 2.0}
    assert not grade(course).entered_late
    assert grader.asked == ["ada"]


def forget_grades(course: Course) -> None:
    """Lose what was entered, as a kill between record and gradebook does."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("DELETE FROM grade")
        database.execute("DELETE FROM submitted_notebook")


def other_score(course: Course) -> None:
    """Leave an older score in the gradebook."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("UPDATE grade SET auto_score = 1")


def correct_time(course: Course) -> None:
    """Hear that it was handed in late."""
    hand_in(course, "ada", answered(), DAY_LATE)


def change_settings(old: str, new: str) -> Callable[[Course], None]:
    """Change a line of the settings that no check depends on."""

    def change(course: Course) -> None:
        path = course.assignment(ID).folder / "assignment.toml"
        path.write_text(path.read_text().replace(old, new))

    return change


@pytest.mark.parametrize(
    "change",
    [forget_grades, other_score, correct_time, change_settings("2024-03-10", "2024-03-01")],
)
def test_another_state_is_written_without_grading(
    grader: Grader,  # noqa: F811
    course: Course,
    change: Callable[[Course], None],
) -> None:
    """Whatever differs from what writing would make is written."""
    grade(course)
    change(course)
    outcome = grade(course)
    assert (outcome.reused, outcome.entered_late, outcome.problems) == (True, True, [])
    with open_gradebook(course) as gradebook:
        assert gradebook.holds(outcome.record)
    assert grader.asked == ["ada"]


def test_corrected_time_takes_the_penalty_away(grader: Grader, course: Course) -> None:  # noqa: F811
    """And a wrong one brought it."""
    hand_in(course, "ada", answered(), DAY_LATE)
    grade(course)
    with books_of(course) as notebook:
        assert notebook.late_submission_penalty == pytest.approx(2.4)
    (course.root / "times").mkdir()
    (course.root / "times" / f"{ID}.csv").write_text(f"student,time\nada,{IN_TIME}\n")
    grade(course)
    with books_of(course) as notebook:
        assert notebook.late_submission_penalty is None
    assert final(course).final.total == 12.0


@pytest.mark.parametrize(
    "error", [UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), ValueError("odd"), KeyError("x")]
)
def test_one_students_trouble_is_no_other_ones(course: Course, error: Exception) -> None:
    """Whatever writing one result raises."""

    class Writer:
        def holds(self, _: Record) -> bool:
            return False

        def write(self, told: Record) -> float:
            if told.student == "ada":
                raise error
            return 0.0

    gradebook = GradebookRows(course)
    gradebook._writer = Writer()  # type: ignore[assignment]
    with gradebook:
        ada = enter(gradebook, record())
        ben = enter(gradebook, msgspec.structs.replace(record(), student="ben"))
    assert len(ada.problems) == 1
    assert ben.problems == []


def test_a_gradebook_that_opens_late_gets_everything(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again with what comes after, and those before are entered too."""
    written: list[str] = []
    tries: list[int] = []

    class Writer:
        def holds(self, _: Record) -> bool:
            return False

        def write(self, told: Record) -> float:
            written.append(told.student)
            return 0.0

        def __enter__(self) -> "Writer":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    def open_late(_: Course) -> Writer:
        tries.append(1)
        if len(tries) < 3:
            raise GradebookError("the gradebook cannot be used: locked")
        return Writer()

    monkeypatch.setattr("autograder.nbgrader.gradebook.open_gradebook", open_late)
    with GradebookRows(course, clock=lambda: 0.0) as gradebook:
        outcomes = [
            enter(gradebook, msgspec.structs.replace(record(), student=name))
            for name in ("ada", "ben", "cleo")
        ]
    assert written == ["ada", "ben", "cleo"]
    assert [outcome.problems for outcome in outcomes] == [[], [], []]


def test_a_slow_refusal_is_not_met_by_everybody(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty seconds of waiting for a lock are not spent forty times."""
    now = [0.0]
    tries: list[float] = []

    def refuse(_: Course) -> None:
        tries.append(now[0])
        now[0] += 30.0
        raise GradebookUnavailable("the gradebook cannot be used: locked")

    monkeypatch.setattr("autograder.nbgrader.gradebook.open_gradebook", refuse)
    with GradebookRows(course, clock=lambda: now[0]) as gradebook:
        outcomes = [
            enter(gradebook, msgspec.structs.replace(record(), student=f"s{number}")) for number in range(40)
        ]
    assert tries == [0.0, 30.0], "once when it is met, once more at the end"
    told = told_once(outcomes)
    assert len(told) == 1
    assert "40 submissions" in told[0]


def test_a_page_that_stays_old_is_no_reason_to_reuse(
    grader: Grader,  # noqa: F811
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The executed notebook of an older submission could not be replaced: graded again."""

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "autograded")

    grade(course)
    hand_in(course, "ada", master(DOUBLE, HALF, "Other."), IN_TIME)
    with monkeypatch.context() as broken:
        broken.setattr("autograder.nbgrader.executed.remove_autograded", fail)
        assert "executed notebook is not written: Permission denied" in grade(course).problems[0]
    assert grade(course).reused is False
    assert grade(course).reused is True


def test_first_grading_is_remembered_for_the_same_bytes(grader: Grader, course: Course) -> None:  # noqa: F811
    """What was here once was here, however often it is graded."""
    first = grade(course).record.telemetry.first_seen
    path = course.reference(ID).folder / "solutions.py"
    path.write_text(path.read_text() + "\n# changed\n")
    assert first is not None
    assert grade(course).record.telemetry.first_seen == first
    hand_in(course, "ada", master(DOUBLE), IN_TIME)
    assert grade(course).record.telemetry.first_seen != first


def test_corrupt_record_is_told_and_left_out(course: Course) -> None:
    """One broken file ends nothing for the others."""
    records.save(course, record())
    for name, content in (("ben", b"{"), ("cleo", b"\xff\x00"), ("dan", b"[" * 5000)):
        (course.records / ID / f"{name}.json").write_bytes(content)
    loaded = records.load_class(course, ID)
    assert [kept.student for kept in loaded.records] == ["ada"]
    assert [problem.split()[0] for problem in loaded.problems] == ["ben", "cleo", "dan"]


def keep(course: Course, told: Record) -> None:
    """Keep a result in both books."""
    kept = as_kept(course, told, answered())
    records.save(course, kept)
    with open_gradebook(course) as gradebook:
        gradebook.write(kept)


def test_one_final_score_from_all_books(course: Course) -> None:
    """Automatic, by hand, extra, late, and the person's own words."""
    hand_in(course, "ada", answered(), DAY_LATE)
    keep(course, record())
    decide(course, "q3_why", 1.5)
    with books_of(course) as notebook:
        for row in notebook.grades:
            row.extra_credit = 0.5 if row.name == "q1_double" else None
        for comment in notebook.comments:
            comment.manual_comment = "Well done" if comment.name == "q1_double_answer" else None
    told = final(course)
    parts = (told.final.automatic, told.final.by_hand, told.final.extra, told.final.late)
    assert parts == (10.0, 1.5, 0.5, 2.4)
    assert told.final.total == 9.6
    assert told.entered.comments == {"q1_double": "Well done"}


def test_extension_counts_as_nbgrader_counts_it(course: Course) -> None:
    """Two days more, and nothing is late."""
    hand_in(course, "ada", answered(), DAY_LATE)
    keep(course, record())
    decide(course, "q3_why", 2.0)
    assert final(course).final.total == 9.6
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.grant_extension(ID, "ada", days=2)
    assert final(course).final.total == 12.0


def test_points_above_a_score_that_moved_are_to_be_looked_at(course: Course) -> None:
    """They count, and somebody hears of it."""
    keep(course, record())
    decide(course, "q1_double", 3.0)
    keep(course, record(double=2.0))
    assert final(course).entered.look_again == {"q1_double"}


def test_nobody_knows_when_so_nothing_is_final(course: Course) -> None:
    """A time that cannot be trusted fines nobody and lets nobody pass."""
    hand_in(course, "ada", answered(), "2567-03-10 22:00:00 ICT")
    keep(course, record())
    decide(course, "q3_why", 2.0)
    told = final(course)
    assert (told.final.total, told.final.so_far, told.final.late) == (None, 12.0, 0.0)
    assert "timestamp.txt cannot be trusted" in told.final.waiting[0]
    seen = datetime(2024, 3, 10, 12, tzinfo=UTC) + timedelta(hours=1)
    telemetry = msgspec.structs.replace(told.record.telemetry, first_seen=seen)
    records.save(course, msgspec.structs.replace(told.record, telemetry=telemetry))
    assert final(course).final.total == 12.0


def test_reading_makes_no_gradebook(course: Course) -> None:
    """No gradebook: nothing was entered, and none is made."""
    (course.root / "gradebook.db").unlink()
    records.save(course, record())
    results = read_results(course, course.assignment(ID), records.load_all(course, ID))
    assert results.problems == ()
    assert not (course.root / "gradebook.db").exists()


def test_a_gradebook_that_cannot_be_read_is_told(course: Course) -> None:
    """Nobody pretends that nothing was entered."""
    keep(course, record())
    decide(course, "q3_why", 2.0)
    spoil(course.root / "gradebook.db")
    results = read_results(course, course.assignment(ID), records.load_all(course, ID))
    assert len(results.problems) == 1
    assert results.by_student["ada"].final.total is None


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE grade SET manual_score = 'abc'",
        "UPDATE grade SET manual_score = 9e999",
        "UPDATE grade SET extra_credit = 'x'",
        "UPDATE comment SET manual_comment = x'ff00'",
    ],
)
def test_what_is_no_number_or_text_is_told(course: Course, edit: str) -> None:
    """SQLite keeps anything in any column; no score is final then, and nothing falls over."""
    grade(course)
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute(edit)
    database.close()
    kept = records.load_class(course, ID).records
    read_back = read_results(course, course.assignment(ID), kept)
    assert [problem.count("\n") for problem in read_back.problems] == [0]
    assert "the gradebook holds" in read_back.problems[0]
    assert all(result.final.total is None for result in read_back.by_student.values())
