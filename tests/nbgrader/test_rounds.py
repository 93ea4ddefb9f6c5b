"""A whole class graded both ways: by `autograder` and by nbgrader's own, unchanged commands."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.course.layout import Course
from autograder.grading import records
from autograder.grading.batch import grade_class
from autograder.nbgrader.release import release
from autograder.nbgrader.sinks import all_sinks
from autograder.submission.submitted import Submitted
from tests.builders.hostile_page import hostile_notebook
from tests.builders.small_course import DOUBLE, HALF, ID, hand_in, make_course, master
from tests.nbgrader.test_pages import BROWSER, Page, ran
from tests.nbgrader.test_release import nbgrader

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(600)]

HALF_RIGHT = "def double(x):\n    return abs(2 * x)\n"
ODD_NAME = "<img src=x onerror=1>"


def make_class(course: Course) -> None:
    """Hand in what a class hands in."""
    hand_in(course, "ada", master(DOUBLE, HALF, "Because."), "2024-03-10 16:00:00 UTC")
    hand_in(course, "late", master(DOUBLE, HALF), "2024-03-11 18:00:00 UTC")
    hand_in(course, "half", master(HALF_RIGHT, HALF, "I am not sure."))
    hand_in(course, "stubs", master(), "2024-03-10 16:00:00 UTC")
    hand_in(course, "bangkok", master(DOUBLE, HALF), "2024-03-10 23:58:00.000000 +07")
    hand_in(course, "odd_time", master(DOUBLE, HALF), "2567-03-10 23:58:00 ICT")
    hand_in(course, "hostile", hostile_notebook())
    hand_in(course, "สมชาย", master(DOUBLE))
    hand_in(course, "broken", "This is not JSON.")
    doubled = master(DOUBLE, HALF)
    doubled.cells.append(doubled.cells[1].copy())
    hand_in(course, "doubled", doubled)
    odd = master(DOUBLE, HALF)
    odd.cells[1].metadata.nbgrader.schema_version = 99
    odd.cells[4].metadata.nbgrader.schema_version = 1
    hand_in(course, "odd_schema", odd)
    bare = master(DOUBLE, HALF, "Because.")
    for cell in bare.cells:
        cell.metadata.pop("nbgrader")
    hand_in(course, "colab", bare)
    renamed = hand_in(course, "renamed", master(DOUBLE, HALF))
    (renamed / f"{ID}.ipynb").rename(renamed / f"{ID} (1).ipynb")
    (course.submitted / "nothing" / ID).mkdir(parents=True)
    hand_in(course, ODD_NAME, master(DOUBLE))


def grade_ours(course: Course) -> None:
    """Release and grade with our commands' functions."""
    release(course, ID)
    handed_in = [Submitted(folder.name, folder / ID) for folder in sorted(course.submitted.iterdir())]
    list(grade_class(course, ID, handed_in, all_sinks(course, course.assignment(ID))))


def grade_theirs(course: Course) -> None:
    """Release and grade with nbgrader's commands."""
    assert nbgrader(course, "generate_assignment", ID).returncode == 0
    run = nbgrader(course, "autograde", ID)
    assert run.returncode == 1, "what could not be graded shows in the exit code"
    assert "UnreadableSubmission" in run.stderr


def ledger(course: Course) -> dict[str, object]:
    """Read everything that the gradebook holds of every submission."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        return {
            submission.student.id: {
                "when": str(submission.timestamp),
                "penalty": notebook.late_submission_penalty,
                "grades": {
                    grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
                    for grade in notebook.grades
                },
                "comments": {
                    comment.name: (comment.auto_comment or "").replace(str(course.root), "")
                    for comment in notebook.comments
                },
            }
            for submission in gradebook.assignment_submissions(ID)
            for notebook in submission.notebooks
        }


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Course]:
    """Give the class graded one way or the other, each graded once."""
    done: dict[str, Course] = {}

    def get(way: str) -> Course:
        if way not in done:
            course = make_course(tmp_path_factory.mktemp(way))
            make_class(course)
            {"ours": grade_ours, "theirs": grade_theirs}[way](course)
            done[way] = course
        return done[way]

    return get


Graded = Callable[[str], Course]


def test_both_ways_fill_the_same_gradebook(graded: Graded) -> None:
    """Every score, flag, comment, penalty and date is equal."""
    assert ledger(graded("ours")) == ledger(graded("theirs"))


def test_both_ways_keep_the_same_records(graded: Graded) -> None:
    """The grades are equal to the last word."""
    ours = {r.student: r.grade for r in records.load_all(graded("ours"), ID) if r.student != ODD_NAME}
    theirs = {record.student: record.grade for record in records.load_all(graded("theirs"), ID)}
    # A message may name the submitted file.
    assert {s: (g.status, g.questions) for s, g in ours.items()} == {
        s: (g.status, g.questions) for s, g in theirs.items()
    }


def test_both_ways_keep_the_same_notebooks(graded: Graded) -> None:
    """The executed notebooks are equal, byte for byte."""
    kept = [
        {
            path.parts[-3]: path.read_bytes()
            for path in graded(way).autograded.glob(f"*/{ID}/{ID}.ipynb")
            if path.parts[-3] != ODD_NAME
        }
        for way in ("ours", "theirs")
    ]
    assert kept[0] == kept[1]
    assert "hostile" in kept[0]
    assert "broken" not in kept[0]


@pytest.mark.parametrize("student", ["ada", "doubled", "odd_schema", "colab", "renamed"])
def test_accidents_cost_nothing(graded: Graded, student: str) -> None:
    """Right answers earn full points whatever became of the notebook around them."""
    grades = ledger(graded("theirs"))[student]["grades"]  # type: ignore[index]
    assert (grades["q1_double"][0], grades["q2_half"][0]) == (4.0, 6.0)


def test_fractions_and_zeros(graded: Graded) -> None:
    """Half a question is half its points; stubs earn nothing."""
    told = ledger(graded("theirs"))
    assert told["half"]["grades"]["q1_double"][0] == 2.0  # type: ignore[index]
    assert [row[0] for row in told["stubs"]["grades"].values()] == [0.0, 0.0, 0.0]  # type: ignore[index]


def test_late_work_pays_in_both_ways(graded: Graded) -> None:
    """Two started days of ten points at 10 %."""
    assert ledger(graded("theirs"))["late"]["penalty"] == 2.0  # type: ignore[index]


@pytest.mark.parametrize("way", ["ours", "theirs"])
def test_offsets_are_offsets_both_ways(graded: Graded, way: str) -> None:
    """Nbgrader's own reader makes seven hours' lateness of Bangkok's time, and fails on an odd one."""
    told = ledger(graded(way))
    assert (told["bangkok"]["when"], told["bangkok"]["penalty"]) == ("2024-03-10 16:58:00", None)  # type: ignore[index]
    assert (told["odd_time"]["when"], told["odd_time"]["penalty"]) == ("None", None)  # type: ignore[index]
    assert told["odd_time"]["grades"]["q1_double"][0] == 4.0  # type: ignore[index]


def test_odd_name_stays_out(graded: Graded) -> None:
    """A name that could act in formgrader reaches neither gradebook."""
    assert ODD_NAME not in ledger(graded("ours"))
    assert ODD_NAME not in ledger(graded("theirs"))


def test_export_tells_why_there_is_no_score(graded: Graded) -> None:
    """Stock nbgrader's export prints an empty score and the status, not a zero."""
    course = graded("theirs")
    assert nbgrader(course, "export").returncode == 0
    with (course.root / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: (row["score"], row["status"]) for row in csv.DictReader(file)}
    assert rows["broken"] == ("", "unreadable")
    assert rows["nothing"] == ("", "unreadable")
    assert rows["ada"] == ("", "pending")
    assert rows["late"] == ("8.0", "graded")
    assert rows["stubs"] == ("0.0", "graded")
    assert rows["bangkok"] == ("10.0", "graded")
    assert rows["odd_time"] == ("", "late?")


@pytest.fixture(scope="module")
def feedback(graded: Graded) -> Path:
    """Give the pages that nbgrader's generate_feedback writes."""
    course = graded("ours")
    run = nbgrader(course, "generate_feedback", ID)
    assert run.returncode == 0, run.stderr
    return course.feedback


def test_verdict_stands_in_nbgraders_feedback(feedback: Path) -> None:
    """The student reads which property failed, and what it cost."""
    page = (feedback / "half" / ID / f"{ID}.html").read_text(encoding="utf-8")
    assert "2 of 4" in page
    assert "double(x) is twice x for negative x." in page


def test_feedback_is_the_one_page(graded: Graded, feedback: Path) -> None:
    """Ours, run after nbgrader's, changes not one byte; who has a record has a page."""
    course = graded("ours")
    theirs = {path: path.read_bytes() for path in feedback.glob(f"*/{ID}/{ID}.html")}
    command = [sys.executable, "-m", "autograder", "feedback", ID, "--course", str(course.root)]
    subprocess.run(command, check=True, capture_output=True)
    assert {path: path.read_bytes() for path in feedback.glob(f"*/{ID}/{ID}.html")} == theirs
    assert {"ada", "broken", "hostile", "สมชาย"} <= {path.parts[-3] for path in theirs}


def test_unscored_answer_is_not_shown_as_a_zero(feedback: Path) -> None:
    """A written answer that nobody has read says so."""
    page = (feedback / "ada" / ID / f"{ID}.html").read_text(encoding="utf-8")
    assert "A person decides this one" in page
    assert "2 to be decided" in page


def test_feedback_of_a_hostile_notebook_cannot_act(feedback: Path, tmp_path: Path) -> None:
    """No handler of the student's is in the page, and a browser runs nothing."""
    text = (feedback / "hostile" / ID / f"{ID}.html").read_text(encoding="utf-8")
    assert not Page(text).handlers
    assert "<script" not in text
    if BROWSER:
        assert not ran(text, tmp_path)


def test_nothing_secret_reaches_students(graded: Graded, feedback: Path) -> None:
    """Neither the checks' code nor a solution stands in what students may see."""
    places = [graded("ours").release, graded("ours").autograded / "stubs", feedback / "stubs"]
    texts = [p.read_text(encoding="utf-8") for place in places for p in place.rglob("*") if p.is_file()]
    assert texts
    assert not [text for text in texts if "pytest" in text or "return 2 * x" in text or "-1.5" in text]


def test_manual_score_survives_nbgraders_regrade(graded: Graded, tmp_path: Path) -> None:
    """Graded by us, settled by a person, graded again by nbgrader: the person's score stands."""
    root = tmp_path / "again"
    shutil.copytree(graded("ours").root, root)
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        for name, score in (("q3_why", 1.5), ("q2_half", 5.0)):
            grade = gradebook.find_grade(name, ID, ID, "ada")
            grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.db.commit()
    before = ledger(Course(root))
    run = nbgrader(Course(root), "autograde", ID, "--student", "ada", "--force")
    assert run.returncode == 0, run.stderr
    assert ledger(Course(root)) == before


def test_later_submission_is_taken_up(graded: Graded, tmp_path: Path) -> None:
    """After our grading, nbgrader regrades a newer submission without being forced."""
    root = tmp_path / "newer"
    shutil.copytree(graded("ours").root, root)
    course = Course(root)
    hand_in(course, "ada", master(HALF_RIGHT, HALF, "Because."), "2024-03-10 16:30:00 UTC")
    assert nbgrader(course, "autograde", ID, "--student", "ada").returncode == 0
    assert ledger(course)["ada"]["grades"]["q1_double"][0] == 2.0  # type: ignore[index]


def test_symbolic_link_is_not_followed(graded: Graded, tmp_path: Path) -> None:
    """Stock nbgrader copies submitted files to feedback; a link must not carry the reference there."""
    root = tmp_path / "link"
    shutil.copytree(graded("ours").root, root)
    course = Course(root)
    folder = hand_in(course, "mallory", nbformat.v4.new_notebook())
    (folder / "notes.txt").symlink_to(course.root / "reference" / ID / "solutions.py")
    nbgrader(course, "autograde", ID, "--student", "mallory")
    assert not list((course.autograded).glob("mallory/**/notes.txt"))


def test_a_pipe_is_refused_and_stops_nobody(graded: Graded, tmp_path: Path) -> None:
    """What lies beside a notebook would be copied, whatever it is."""
    root = tmp_path / "pipe"
    shutil.copytree(graded("ours").root, root)
    course = Course(root)
    os.mkfifo(hand_in(course, "mallory", master(DOUBLE, HALF, "Because.")) / "timestamp.txt")
    run = nbgrader(course, "autograde", ID, "--student", "mallory")
    assert "neither a file nor a folder" in run.stderr
    assert "Traceback" not in run.stderr


LEFT = {
    "sanitized": lambda page, submitted: submitted,
    "cut": lambda page, submitted: page[: len(page) // 2],
    "empty": lambda page, submitted: "",
}


@pytest.mark.parametrize("way", ["ours", "theirs"])
@pytest.mark.parametrize("left", LEFT)
def test_a_page_that_a_kill_left_is_written_again(
    graded: Graded, tmp_path: Path, left: str, way: str
) -> None:
    """The sanitized page lies where the executed one will be, and shows no verdict."""
    root = tmp_path / "killed"
    shutil.copytree(graded("ours").root, root)
    course = Course(root)
    page = course.autograded / "ada" / ID / f"{ID}.ipynb"
    whole = page.read_text(encoding="utf-8")
    submitted = (course.submitted / "ada" / ID / f"{ID}.ipynb").read_text(encoding="utf-8")
    page.unlink()
    page.write_text(LEFT[left](whole, submitted), encoding="utf-8")
    if way == "theirs":
        assert nbgrader(course, "autograde", ID, "--student", "ada").returncode == 0
    else:
        ada = Submitted("ada", course.submitted / "ada" / ID)
        list(grade_class(course, ID, [ada], all_sinks(course, course.assignment(ID))))
    outputs = [cell.get("outputs", []) for cell in nbformat.read(page, 4).cells]
    assert outputs == [cell.get("outputs", []) for cell in nbformat.reads(whole, 4).cells]
