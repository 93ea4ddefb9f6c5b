"""What ends up in the gradebook, and what a person entered there."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.utils import compute_checksum

from autograder.course.layout import Course
from autograder.course.student_ids import is_student_id
from autograder.errors import GradebookError
from autograder.final_score import late_penalty
from autograder.models import CheckResult, Digests, Grade, QuestionScore, Record, Status
from autograder.nbgrader.comments import failure_of
from autograder.nbgrader.config import put_scripts_on_path
from autograder.nbgrader.gradebook import enter_assignment, open_gradebook
from autograder.submission.written import written
from tests.builders.small_course import DOUBLE, HALF, ID, hand_in, make_course, master

DIGESTS = Digests("n", "c", "e", "v")


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one gradebook that knows the assignment: nbgrader takes a second to make one."""
    put_scripts_on_path()
    course = make_course(tmp_path_factory.mktemp("entered"))
    with Gradebook(f"sqlite:///{course.root}/gradebook.db"):
        enter_assignment(course.assignment(ID), f"sqlite:///{course.root}/gradebook.db")
    return course.root / "gradebook.db"


@pytest.fixture
def scratch(tmp_path: Path, entered: Path) -> Course:
    """Give a small course whose gradebook knows the assignment and no student."""
    course = make_course(tmp_path)
    shutil.copy(entered, tmp_path)
    return course


def question(question_id: str, points: float, score: float | None, message: str = "") -> QuestionScore:
    """Make an automatically scored question's result."""
    status = Status.PENDING if score is None else Status.PASSED if score == points else Status.FAILED
    check = CheckResult(name="c", question=question_id, sentence="It holds.", status=status, message=message)
    return QuestionScore(
        id=question_id,
        title=question_id,
        points=points,
        score=score,
        status=status,
        message=message,
        checks=(check,),
    )


def record(double: float | None = 4.0, half: float | None = 6.0, **fields: object) -> Record:
    """Make Ada's record."""
    written = QuestionScore(
        id="q3_why", title="Why", points=2, score=None, status=Status.PENDING, message="A person grades this."
    )
    questions = (question("q1_double", 4, double, "Odd."), question("q2_half", 6, half), written)
    told = {"status": Status.PENDING, "questions": questions} | fields
    return Record(assignment=ID, student="ada", grade=Grade(**told), digests=DIGESTS)  # type: ignore[arg-type]


def failed(status: Status = Status.UNREADABLE, message: str = "It is not JSON.") -> Record:
    """Make Ada's record of a submission that could not be graded."""
    return record(status=status, message=message, questions=())


def answered(why: str = "Because.") -> NotebookNode:
    """Make Ada's notebook."""
    return master(DOUBLE, HALF, why)


def as_kept(course: Course, told: Record, notebook: NotebookNode | None = None) -> Record:
    """Make the record that grading such a notebook keeps."""
    if notebook is None:
        return told
    return msgspec.structs.replace(told, written=written(notebook, course.assignment(ID)))


def write(course: Course, told: Record, notebook: NotebookNode | None = None) -> None:
    """Write one record as every command does."""
    with open_gradebook(course) as gradebook:
        gradebook.write(as_kept(course, told, notebook))


@contextmanager
def submission(course: Course) -> Iterator[SubmittedNotebook]:
    """Look at Ada's submission through nbgrader's own interface; changes are kept."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        yield gradebook.find_submission_notebook(ID, ID, "ada")
        gradebook.db.commit()


def read(course: Course, field: str) -> dict[str, object]:
    """Read one field of all of Ada's grades, by question."""
    with submission(course) as notebook:
        return {grade.name: getattr(grade, field) for grade in notebook.grades}


def comments(course: Course) -> dict[str, str | None]:
    """Read Ada's automatic comments, by answer cell."""
    with submission(course) as notebook:
        return {comment.name: comment.auto_comment for comment in notebook.comments}


def decide(course: Course, question_id: str, score: float) -> None:
    """Give a score by hand, as formgrader does."""
    with submission(course) as notebook:
        for grade in notebook.grades:
            if grade.name == question_id:
                grade.manual_score, grade.needs_manual_grade = score, False


def test_fresh_gradebook_is_made_without_a_release(tmp_path: Path) -> None:
    """Assignment, cells, student and scores are there after the first record."""
    scratch = make_course(tmp_path)
    write(scratch, record(double=1.33), answered())
    assert read(scratch, "auto_score") == {"q1_double": 1.33, "q2_half": 6.0, "q3_why": None}


def test_only_a_written_answer_needs_a_person(scratch: Course) -> None:
    """What was scored automatically asks nobody."""
    write(scratch, record(), answered())
    assert read(scratch, "needs_manual_grade") == {"q1_double": False, "q2_half": False, "q3_why": True}


def test_unanswered_written_question_earns_zero(scratch: Course) -> None:
    """As in nbgrader: no response, no points, nobody to ask."""
    write(scratch, record(), master(DOUBLE, HALF))
    assert read(scratch, "auto_score")["q3_why"] == 0.0
    assert read(scratch, "needs_manual_grade")["q3_why"] is False
    assert comments(scratch)["q3_why"] == "No response."


def test_doubt_has_no_score_and_a_reason(scratch: Course) -> None:
    """A pending question is neither zero nor full, and its answer cell says why."""
    write(scratch, record(double=None), answered())
    assert read(scratch, "auto_score")["q1_double"] is None
    assert read(scratch, "needs_manual_grade")["q1_double"] is True
    assert comments(scratch)["q1_double_answer"] == "Not graded (pending): Odd."


def test_manual_score_survives_a_regrade(scratch: Course) -> None:
    """A person's score stays and stays settled when nothing moved."""
    write(scratch, record(), answered())
    decide(scratch, "q1_double", 3.0)
    decide(scratch, "q3_why", 2.0)
    write(scratch, record(), answered())
    assert read(scratch, "manual_score") == {"q1_double": 3.0, "q2_half": None, "q3_why": 2.0}
    assert set(read(scratch, "needs_manual_grade").values()) == {False}


def test_moved_score_asks_the_person_again(scratch: Course) -> None:
    """Only the question whose automatic score changed under a person's own is raised."""
    write(scratch, record(), answered())
    decide(scratch, "q1_double", 3.0)
    decide(scratch, "q2_half", 5.0)
    decide(scratch, "q3_why", 2.0)
    write(scratch, record(double=2.0), answered())
    assert read(scratch, "needs_manual_grade") == {"q1_double": True, "q2_half": False, "q3_why": False}


def test_changed_written_answer_asks_the_person_again(scratch: Course) -> None:
    """New words need new eyes."""
    write(scratch, record(), answered())
    decide(scratch, "q3_why", 2.0)
    write(scratch, record(), answered("Because of something else."))
    assert read(scratch, "needs_manual_grade")["q3_why"] is True


def test_person_not_yet_heard_stays_asked(scratch: Course) -> None:
    """A second grading does not silence the first one's question."""
    write(scratch, record(), answered())
    decide(scratch, "q1_double", 3.0)
    write(scratch, record(double=2.0), answered())
    write(scratch, record(double=2.0), answered())
    assert read(scratch, "needs_manual_grade")["q1_double"] is True


@pytest.mark.parametrize("status", [Status.UNREADABLE, Status.SANDBOX_ERROR])
def test_failed_regrade_leaves_no_old_score(scratch: Course, status: Status) -> None:
    """What could not be graded has no score; the old one is named as stale."""
    write(scratch, record(), answered())
    write(scratch, failed(status))
    assert set(read(scratch, "auto_score").values()) == {None}
    assert comments(scratch)["q1_double_answer"] == (
        f"Not graded ({status.value}): It is not JSON. "
        "The 4 points of an earlier grading are stale and do not count."
    )


def test_manual_score_of_a_failed_regrade_is_asked_again(scratch: Course) -> None:
    """A person's score stays in place, and the person hears of it."""
    write(scratch, record(), answered())
    decide(scratch, "q3_why", 2.0)
    write(scratch, failed())
    assert read(scratch, "manual_score")["q3_why"] == 2.0
    assert read(scratch, "needs_manual_grade")["q3_why"] is True


def test_manual_comment_survives(scratch: Course) -> None:
    """Only the automatic comment is ours."""
    write(scratch, record(), answered())
    with submission(scratch) as notebook:
        notebook.comments[0].manual_comment = "Well done"
        name = notebook.comments[0].name
    write(scratch, record(double=None), answered())
    with submission(scratch) as notebook:
        assert {c.name: c.manual_comment for c in notebook.comments}[name] == "Well done"


def test_reason_cannot_become_html(scratch: Course) -> None:
    """A reason may quote a hostile file; nbgrader renders comments as they are."""
    write(scratch, failed(message='<img src=x onerror="alert(1)"> [x](javascript:alert(1))'))
    told = comments(scratch)["q1_double_answer"] or ""
    assert "<img" not in told
    assert "](" not in told


def test_flag_and_extra_credit_survive(scratch: Course) -> None:
    """Whatever else a person entered stays."""
    write(scratch, record(), answered())
    with submission(scratch) as notebook:
        notebook.flagged = True
        notebook.grades[0].extra_credit = 1.5
    write(scratch, record(double=0.0), answered())
    with submission(scratch) as notebook:
        assert notebook.flagged
        assert sorted(grade.extra_credit or 0 for grade in notebook.grades) == [0, 0, 1.5]


def test_lateness_costs_what_the_settings_say(scratch: Course) -> None:
    """Due 16:59 UTC, handed in a day and an hour later at 10 % per day: two days' worth."""
    hand_in(scratch, "ada", answered(), "2024-03-11 18:00:00 UTC")
    write(scratch, record(), answered())
    with submission(scratch) as notebook:
        assert notebook.late_submission_penalty == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("policy", "seconds", "expected"),
    [
        ("none", 10**6, 0.0),
        ("10% per day", 0, 0.0),
        ("10% per day", 1, 0.8),
        ("10% per day", 86_400, 0.8),
        ("10% per day", 86_401, 1.6),
        ("50% per day", 10**6, 8.0),
        ("12.5 % per day", 1, 1.0),
    ],
)
def test_penalty(policy: str, seconds: float, expected: float) -> None:
    """A percentage of eight earned points for each started day, never more than all."""
    assert late_penalty(policy, 8.0, seconds) == expected


def test_one_submission_is_one_commit(scratch: Course) -> None:
    """Per-cell commits are what makes nbgrader's own saving slow."""
    write(scratch, failed())
    with open_gradebook(scratch) as gradebook:
        gradebook.write(as_kept(scratch, record(), answered()))
        commits = counting_commits(gradebook._gradebook)
        gradebook.write(as_kept(scratch, record(double=2.0), answered()))
    assert len(commits) == 1


def counting_commits(gradebook: Gradebook) -> list[None]:
    """Collect one item a commit of the database."""
    from sqlalchemy import event

    commits: list[None] = []
    event.listen(gradebook.engine, "commit", lambda _: commits.append(None))
    return commits


def destroy(path: Path) -> None:
    """Overwrite the file with something that is no database."""
    path.write_bytes(b"not a database, and long enough to be read as one" * 100)


def become_folder(path: Path) -> None:
    """Put a folder where the database belongs."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [destroy, become_folder])
def test_unusable_gradebook_is_one_line(scratch: Course, spoil: Callable[[Path], None]) -> None:
    """Neither a traceback nor a page of SQL."""
    write(scratch, failed())
    spoil(scratch.root / "gradebook.db")
    with pytest.raises(GradebookError) as caught:
        write(scratch, failed())
    assert "gradebook.db" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_locked_write_leaves_the_gradebook_as_it_was(scratch: Course) -> None:
    """A refused write is told and changes nothing."""
    write(scratch, record(), answered())
    with sqlite3.connect(scratch.root / "gradebook.db") as database:
        database.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON grade BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
    with pytest.raises(GradebookError, match="disk is full"):
        write(scratch, record(double=0.0), answered())
    assert read(scratch, "auto_score")["q1_double"] == 4.0


def test_other_points_in_the_gradebook_are_refused(scratch: Course) -> None:
    """A gradebook made from another state of the assignment must not take its scores."""
    write(scratch, record(), answered())
    path = scratch.assignment(ID).notebook_path
    path.write_text(path.read_text().replace('"points": 6', '"points": 7'))
    with pytest.raises(GradebookError, match="autograder release"):
        write(scratch, record(), answered())


@pytest.mark.parametrize(
    "name",
    ["ada", "65xxxx", "สมชาย", "o.neil-2", "Ada Lovelace (late)", "a+b@c.org", "o'brien", "o\u2019brien"],
)
def test_ordinary_names_are_students(name: str) -> None:
    """Any script, and what mail addresses and class lists hold."""
    assert is_student_id(name)


@pytest.mark.parametrize(
    "name", ["", "<img src=x onerror=1>", '"x', "'a", "a&b", "=1+1", "-x", "a\nb", "a\u202eb", "x" * 129]
)
def test_names_that_could_act_are_refused(scratch: Course, name: str) -> None:
    """Stock nbgrader's pages and spreadsheets show a name as it is, so it never gets there."""
    told = msgspec.structs.replace(record(), student=name)
    with pytest.raises(GradebookError):
        write(scratch, told, answered())
    with Gradebook(f"sqlite:///{scratch.root}/gradebook.db") as gradebook:
        assert gradebook.students == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (None, None),
        ("No response.", None),
        ("Not graded (unreadable): x", Status.UNREADABLE),
        ("Not graded (sandbox error): x: y", Status.SANDBOX_ERROR),
        ("Not graded (whatever): x", None),
    ],
)
def test_failure_is_read_back(comment: str | None, expected: Status | None) -> None:
    """The exporter tells from a comment why there is no score."""
    assert failure_of(comment) is expected


def test_checksums_are_nbgraders(scratch: Course) -> None:
    """The oracle of "no response": our master's cells carry nbgrader's own checksums in the gradebook."""
    write(scratch, record(), answered())
    with submission(scratch) as notebook:
        known = {cell.name: cell.checksum for cell in notebook.notebook.source_cells}
    cells = [cell for cell in master().cells if cell.metadata["nbgrader"]["grade_id"] in known]
    assert {c.metadata["nbgrader"]["grade_id"]: compute_checksum(c) for c in cells} == known


def test_broken_settings_are_one_line(scratch: Course) -> None:
    """An instructor's mistake in nbgrader_config.py is told as one."""
    (scratch.root / "nbgrader_config.py").write_text("1 / 0\n")
    with pytest.raises(GradebookError, match=r"nbgrader_config\.py cannot be used: ZeroDivisionError"):
        write(scratch, record(), answered())


def test_instructors_settings_hold(scratch: Course) -> None:
    """Lines after ours may change anything, such as where the gradebook lies."""
    elsewhere = scratch.root / "elsewhere.db"
    with (scratch.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nget_config().CourseDirectory.db_url = 'sqlite:///{elsewhere}'\n")
    write(scratch, record(), answered())
    assert elsewhere.is_file()
