"""The table that nbgrader's export prints."""

import csv
from pathlib import Path

import msgspec
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.course.layout import Course
from autograder.grading import records
from autograder.models import Record, Status
from autograder.nbgrader.status_csv import COLUMNS, StatusCsv
from tests.builders.small_course import ID, hand_in, make_course
from tests.nbgrader.test_gradebook import answered, as_kept, decide, failed, record
from tests.nbgrader.test_gradebook import write as enter


def write(course: Course, told: Record, notebook: NotebookNode | None = None) -> None:
    """Keep a result in both books."""
    kept = as_kept(course, told, notebook)
    records.save(course, kept)
    enter(course, kept)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Give a small course whose books hold Ada's graded submission, handed in in time."""
    course = make_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    hand_in(course, "ada", answered(), "2024-03-10 16:00:00 UTC")
    write(course, record(), answered())
    return course


def exported(course: Course, **chosen: list[str]) -> list[dict[str, str]]:
    """Export and read back."""
    file = course.root / "out.csv"
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        StatusCsv(to=str(file), **chosen).export(gradebook)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def score_and_status(course: Course) -> tuple[str, str]:
    """Read Ada's row."""
    row = exported(course)[0]
    return row["score"], row["status"]


def test_columns_are_nbgraders_and_a_status(scratch: Course) -> None:
    """Whoever reads nbgrader's table finds its columns in their places."""
    assert tuple(exported(scratch)[0]) == COLUMNS


def test_waiting_answer_has_no_score(scratch: Course) -> None:
    """A written answer nobody has read leaves the score empty."""
    assert score_and_status(scratch) == ("", "pending")


def test_settled_submission_has_its_score(scratch: Course) -> None:
    """Once a person has decided, the sum is printed."""
    decide(scratch, "q3_why", 1.5)
    assert score_and_status(scratch) == ("11.5", "graded")


@pytest.mark.parametrize("status", [Status.UNREADABLE, Status.SANDBOX_ERROR])
def test_failure_has_a_status_and_no_score(scratch: Course, status: Status) -> None:
    """What could not be graded is not a zero."""
    write(scratch, failed(status))
    assert score_and_status(scratch) == ("", status.value)


def test_hand_given_scores_of_a_failed_regrade_wait_for_another_look(scratch: Course) -> None:
    """Points for what lay there before are no final score until the person says so again."""
    for name in ("q1_double", "q2_half", "q3_why"):
        decide(scratch, name, 1.0)
    write(scratch, failed())
    assert score_and_status(scratch) == ("", "unreadable")
    for name in ("q1_double", "q2_half", "q3_why"):
        decide(scratch, name, 1.0)
    assert score_and_status(scratch) == ("3.0", "graded")


def test_comma_in_a_name_stays_in_its_column(scratch: Course) -> None:
    """Names are quoted."""
    with Gradebook(f"sqlite:///{scratch.root}/gradebook.db") as gradebook:
        gradebook.update_or_create_student("ada", last_name="Lovelace, Countess", first_name='"Ada"')
    row = exported(scratch)[0]
    assert (row["last_name"], row["first_name"]) == ("Lovelace, Countess", '"Ada"')


def test_student_without_a_submission_is_named_so(scratch: Course) -> None:
    """The zero has a reason in words."""
    with Gradebook(f"sqlite:///{scratch.root}/gradebook.db") as gradebook:
        gradebook.add_student("bob")
    row = exported(scratch)[1]
    assert (row["student_id"], row["score"], row["status"]) == ("bob", "0.0", "not submitted")


def test_only_chosen_students(scratch: Course) -> None:
    """`--student` and `--assignment` choose, as in nbgrader."""
    write(scratch, msgspec.structs.replace(record(), student="bob"), answered())
    assert [row["student_id"] for row in exported(scratch, student=["bob"])] == ["bob"]
    assert exported(scratch, assignment=["other"]) == []
    assert len(exported(scratch, assignment=[ID])) == 2
