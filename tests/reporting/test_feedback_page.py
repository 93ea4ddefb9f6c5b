"""One feedback page, whoever writes it: `autograder feedback` and `nbgrader generate_feedback`."""

import contextlib
import html
import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from autograder.cli import main
from autograder.course.layout import Assignment, Course
from autograder.final_score import Entered, final_score
from autograder.grading import records
from autograder.models import Grade, Record, Status
from autograder.nbgrader.books import Results
from autograder.nbgrader.config import load_config
from autograder.nbgrader.gradebook import open_gradebook
from autograder.results import Result
from tests.builders import made_up
from tests.builders.hostile_page import hostile_notebook
from tests.builders.small_course import ID, hand_in, make_course

pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's own, on its configuration

COMMENT = "Well argued; a half point more."
CLASS = {"ann": made_up.right, "bob": made_up.mixed, "cy": made_up.unreadable, "eve": made_up.hostile}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Make a small course in which four students are graded, one of them without a notebook."""
    course = make_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    for student, make in CLASS.items():
        made = make(student)
        records.save(course, Record(assignment=ID, student=student, grade=made.grade, digests=made.digests))
        if student != "cy":
            folder = course.autograded / student / ID
            folder.mkdir(parents=True)
            (folder / f"{ID}.ipynb").write_text(json.dumps(hostile_notebook()), encoding="utf-8")
            (folder / "timestamp.txt").write_text("2024-03-10 16:00:00 UTC", encoding="utf-8")
    return course


def say(monkeypatch: pytest.MonkeyPatch, comment: str) -> None:
    """Let a person comment on everybody's softmax and score Bob's written answer."""

    def read(course: Course, assignment: Assignment, found: Sequence[Record]) -> Results:
        entered = Entered(scores={"q3_written": 2.5}, comments={"q4_softmax": comment})
        return Results({r.student: Result(r, final_score(r, entered), entered) for r in found})

    monkeypatch.setattr("autograder.nbgrader.books.read_results", read)


def ours(course: Course) -> None:
    """Run `autograder feedback` in this process."""
    arguments, sys.argv = sys.argv, ["autograder", "feedback", ID]
    code: object = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.argv = arguments
    assert not code


def theirs(course: Course, **options: object) -> GenerateFeedback:
    """Run the converter behind `nbgrader generate_feedback` and formgrader's button."""
    config = load_config(course.root)
    directory = CourseDirectory(config=config, assignment_id=ID)
    for name in options.keys() & {"student_id", "student_id_exclude"}:
        setattr(directory, name, options[name])
    converter = GenerateFeedback(coursedir=directory, config=config)
    converter.force = bool(options.get("force"))
    converter.start()
    return converter


WAYS: dict[str, Callable[[Course], object]] = {
    "ours": ours,
    "theirs": theirs,
    "forced": lambda course: theirs(course, force=True),
}


def pages(course: Course) -> dict[str, str]:
    """Read every page, by student."""
    return {
        path.relative_to(course.feedback).as_posix(): path.read_text(encoding="utf-8")
        for path in course.feedback.rglob("*.html")
    }


@pytest.fixture
def wanted(course: Course, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give the pages as `autograder feedback` writes them into an empty folder."""
    say(monkeypatch, COMMENT)
    ours(course)
    found = pages(course)
    shutil.rmtree(course.feedback)
    return found


def test_pages_hold_both(wanted: dict[str, str]) -> None:
    """The diagnosis and the person's comment and points stand on one page, at one place for each student."""
    assert {f"{name}/{ID}/{ID}.html" for name in CLASS} == wanted.keys()
    bob = wanted[f"bob/{ID}/{ID}.html"]
    assert COMMENT in bob
    assert "The sum runs over columns: axis 0 instead of axis 1." in bob
    assert "2.5 of 3" in bob


@pytest.mark.parametrize(
    "order",
    [
        ("theirs",),
        ("ours", "theirs"),
        ("theirs", "ours"),
        ("theirs", "theirs"),
        ("ours", "forced", "ours"),
        ("forced", "theirs", "ours", "theirs"),
    ],
    ids="-".join,
)
def test_page_is_the_same_in_any_order(course: Course, wanted: dict[str, str], order: Sequence[str]) -> None:
    """Neither command wipes or skips what the other wrote."""
    for way in order:
        WAYS[way](course)
        assert wanted == pages(course)


@pytest.mark.parametrize("first", WAYS)
@pytest.mark.parametrize("second", WAYS)
def test_page_is_never_old(course: Course, monkeypatch: pytest.MonkeyPatch, first: str, second: str) -> None:
    """What a person enters after the first page stands in the second, whoever writes them."""
    say(monkeypatch, "early words")
    WAYS[first](course)
    say(monkeypatch, "later words")
    WAYS[second](course)
    bob = pages(course)[f"bob/{ID}/{ID}.html"]
    assert "later words" in bob
    assert "early words" not in bob


def test_student_without_a_notebook_has_a_page(course: Course) -> None:
    """Who handed in what nobody can read is told so by nbgrader's command, too."""
    theirs(course)
    assert "it is not JSON" in pages(course)[f"cy/{ID}/{ID}.html"]


def test_one_student_may_be_asked_for(course: Course) -> None:
    """`--student` and the list of excluded students are obeyed."""
    theirs(course, student_id="bob")
    assert [f"bob/{ID}/{ID}.html"] == list(pages(course))
    theirs(course, student_id_exclude="eve,cy")
    assert {f"ann/{ID}/{ID}.html", f"bob/{ID}/{ID}.html"} == pages(course).keys()


def test_corrupt_and_missing_records_harm_nobody(course: Course) -> None:
    """Everybody else has a page, and an old one of a student without a record stays."""
    (course.records / ID / "ann.json").write_text("{", encoding="utf-8")
    theirs(course)
    assert {"bob", "cy", "eve"} == {name.split("/")[0] for name in pages(course)}


def test_page_of_a_hostile_notebook_holds_nothing_of_it(course: Course) -> None:
    """Nothing of the notebook is rendered, so nothing of it can act."""
    theirs(course)
    page = pages(course)[f"eve/{ID}/{ID}.html"]
    assert "data-pwned" not in page
    assert "<script" not in page
    assert "default-src 'none'" in html.unescape(page)


def test_page_can_be_written_again(course: Course) -> None:
    """The file stays writable, as `autograder feedback` needs it."""
    theirs(course)
    path = course.feedback / "ann" / ID / f"{ID}.html"
    assert os.access(path, os.W_OK)
    assert path.stat().st_mode & 0o200


def test_name_that_leads_elsewhere_gets_no_page(course: Course) -> None:
    """A record that names a path is told and left out."""
    made = made_up.right("../../out")
    odd = Record(assignment=ID, student="../../out", grade=made.grade, digests=made.digests)
    (course.records / ID / "odd.json").write_bytes(msgspec.json.encode(odd))
    theirs(course)
    assert not list(course.root.parent.glob("out*"))
    assert {"ann", "bob", "cy", "eve"} == {path.name for path in course.feedback.iterdir()}


@pytest.fixture
def entered(course: Course) -> Course:
    """Let a person enter points, extra credit and comments into the real gradebook of a late submission."""
    check = made_up.check(
        "halves", "q2_half", "half(x) is half of x.", status=Status.FAILED, message="half(3) is 2."
    )
    double = made_up.check("doubles", "q1_double", "double(x) is twice x.")
    questions = (
        made_up.question("q1_double", "Twice", 4.0, 4.0, double),
        made_up.question("q2_half", "Half", 6.0, 0.0, check, message="half(3) is 2."),
        made_up.question("q3_why", "Why", 2.0, None, message="A person grades this answer."),
    )
    grade = Grade(status=Status.PENDING, questions=questions)
    record = Record(assignment=ID, student="ann", grade=grade, digests=made_up.DIGESTS)
    records.save(course, record)
    hand_in(course, "ann", "", "2024-03-11 18:00:00 UTC")  # two started days late
    with open_gradebook(course) as book:
        book.write(record)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as book:
        why = book.find_grade("q3_why", ID, ID, "ann")
        why.manual_score, why.needs_manual_grade = 1.5, False
        half = book.find_grade("q2_half", ID, ID, "ann")
        half.manual_score, half.extra_credit = 3.0, 0.5
        book.find_comment("q2_half_answer", ID, ID, "ann").manual_comment = COMMENT
        book.db.commit()
    return course


def test_gradebook_reaches_the_page_of_both(entered: Course) -> None:
    """4 + 3 + 0.5 + 1.5 less 20 % of 9: on the page of either command, comment and reason beside."""
    ours(entered)
    first = pages(entered)[f"ann/{ID}/{ID}.html"]
    theirs(entered)
    assert first == pages(entered)[f"ann/{ID}/{ID}.html"]
    for words in ('<b class="num">7.2</b>', COMMENT, "half(3) is 2.", "takes off 1.8 points", "Final score"):
        assert words in first


@pytest.mark.parametrize("name", ["csv", "json", "junit", "gradescope", "github"])
def test_gradebook_reaches_every_export(
    entered: Course, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same final score, its parts and the comment, whatever the format."""
    capsys.readouterr()
    monkeypatch.setattr(sys, "argv", ["autograder", "export", ID, "--to", name, "--student", "ann"])
    with contextlib.suppress(SystemExit):
        main()
    told = capsys.readouterr().out
    assert [part for part in ("7.2", "4.5", "0.5", "1.8", COMMENT) if part not in told] == []
    assert "pending" not in told or name == "json"


def test_gradebook_reaches_the_report(entered: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """Median and rows are of final scores, on the terminal and in both files."""
    sys_argv, sys.argv = sys.argv, ["autograder", "report", ID]
    try:
        with contextlib.suppress(SystemExit):
            main()
    finally:
        sys.argv = sys_argv
    told = capsys.readouterr().out
    assert "4 automatic, 4.5 by hand, 0.5 extra credit, -1.8 late" in told
    assert "7.2  graded" in told
    assert "7.2" in (entered.records / ID / "report.html").read_text(encoding="utf-8")
