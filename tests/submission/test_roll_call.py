"""Nothing that was handed in is passed over in silence, and each command told puts it right."""

import os
import subprocess
from pathlib import Path

import pytest

from autograder.course.layout import Course
from autograder.submission.misplaced import belongs, named_after, owner
from autograder.submission.roll_call import STUDENT, call_roll
from autograder.submission.shell_words import word
from tests.builders.small_course import ID, SETTINGS, make_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Make a course with a second assignment, whose work is not this one's."""
    made = make_course(tmp_path)
    other = tmp_path / "assignments" / "essay2"
    other.mkdir()
    (other / "assignment.toml").write_text(SETTINGS, encoding="utf-8")
    return made


def put(course: Course, *places: str) -> None:
    """Write a file at each place below submitted/; a place that ends in / is a folder."""
    for place in places:
        path = course.submitted / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if place.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.write_text("{}", encoding="utf-8")


MISPLACED = [
    (f"o’brien/{ID}.ipynb", "o’brien"),
    (f"​ann/Small/{ID}.ipynb", "​ann"),
    (f"ann/{ID}.ipynb", "ann"),
    ("ann/my work.ipynb", "ann"),
    ("ann/Untitled.ipynb.txt", "ann"),
    (f"x/Small/{ID}.ipynb", "x"),
    ("x/SMALL_1/notebook.ipynb", "x"),
    ("x/smal/notebook.ipynb", "x"),
    (f"x/submission/{ID}.ipynb", "x"),
    ("loose.ipynb", "loose"),
    (f"{ID}.ipynb", STUDENT),
    (f"ben_{ID} (1).ipynb", "ben"),
    (f"ann/{ID}", "ann"),
    ("ann", "ann"),
    (f"{ID}/ann/work.ipynb", "ann"),
    ("Small/ann.ipynb", "ann"),
    (f"group a/ann/{ID}/{ID}.ipynb", "ann"),
    (f"it's; rm -rf $HOME `x`/{ID}.ipynb", "it's; rm -rf $HOME `x`"),
    ("-rf/Small/-n.ipynb", "-rf"),
    ("ann/Small\n/work.ipynb", "ann"),
    ("ann/\u202eSmall/work.ipynb", "ann"),
]


@pytest.mark.parametrize(("place", "student"), MISPLACED)
def test_misplaced_work_is_told_with_what_puts_it_right(course: Course, place: str, student: str) -> None:
    """The command, pasted as it is, makes the work found; whatever it is called."""
    put(course, place)
    roll = call_roll(course, ID)
    (entry,) = roll.misplaced
    assert entry.work
    assert entry.command.isprintable()
    subprocess.run(["bash", "-c", entry.command], cwd=course.root, check=True, timeout=20)
    again = call_roll(course, ID)
    assert [name for name, _ in again.found] == [student]
    assert [] == [entry for entry in again.misplaced if entry.work]
    assert any(again.found[0][1].rglob("*"))


@pytest.mark.parametrize(
    "place",
    [
        ".DS_Store/small.ipynb",
        "__MACOSX/small/small.ipynb",
        "ann/essay2/essay2.ipynb",
        "ann/essay2.ipynb",
        "essay2_ann.ipynb",
        "ann/essay2/small/notes.txt",
        "roster.csv",
        f"ann/.{ID}.ipynb.swp",
    ],
)
def test_what_is_hidden_or_another_assignments_is_passed_over(course: Course, place: str) -> None:
    """No false alarm, and no exit code 3 for it."""
    put(course, place)
    roll = call_roll(course, ID)
    assert (roll.found, [entry for entry in roll.misplaced if entry.work]) == ((), [])


def test_work_beside_what_counts_is_told_and_costs_nothing(course: Course) -> None:
    """The folder counts; the copy beside it is for a person to look at."""
    put(course, f"ann/{ID}/{ID}.ipynb", f"ann/{ID}.ipynb", "ann/Small/work.ipynb", "ann/notes.ipynb")
    roll = call_roll(course, ID)
    assert [name for name, _ in roll.found] == ["ann"]
    assert [(entry.student, entry.work, entry.command) for entry in roll.misplaced] == [
        ("ann", False, ""),
        ("ann", False, ""),
    ]


def test_two_notebooks_side_by_side_do_not_overwrite_each_other(course: Course) -> None:
    """Each command keeps its notebook's name; nothing is lost when both are run."""
    put(course, "ann/first.ipynb", "ann/second.ipynb")
    for entry in call_roll(course, ID).misplaced:
        subprocess.run(["bash", "-c", entry.command], cwd=course.root, check=True, timeout=20)
    moved = (course.submitted / "ann" / ID).iterdir()
    assert sorted(path.name for path in moved) == ["first.ipynb", "second.ipynb"]


def test_loose_notebook_of_one_who_handed_in_is_never_put_over_it(course: Course) -> None:
    """Whose it is has to be said by a person."""
    put(course, f"ann/{ID}/{ID}.ipynb", "ann.ipynb")
    (entry,) = call_roll(course, ID).misplaced
    assert STUDENT in entry.command


def test_empty_folder_is_told(course: Course) -> None:
    """Nobody's work is lost by it; a submission's own empty folder is graded as such."""
    put(course, "ann/", f"ben/{ID}/", f"cy/{ID}/", "cy/work.ipynb")
    roll = call_roll(course, ID)
    assert [(entry.student, entry.work) for entry in roll.misplaced] == [("ann", False), ("cy", True)]
    assert f"submitted/cy/{ID}/{ID}.ipynb" in roll.misplaced[1].command
    assert [name for name, _ in roll.found] == ["ben", "cy"]


@pytest.mark.parametrize("name", [b"ann\xff", b"\xe0\xb8", b"caf\xe9"])
def test_name_that_is_no_utf_8_is_told(course: Course, name: bytes) -> None:
    """No record can bear it; the command, printable, gives it a name that can."""
    folder = Path(os.fsdecode(os.fsencode(course.submitted) + b"/" + name)) / ID
    folder.mkdir(parents=True)
    (folder / f"{ID}.ipynb").write_text("{}", encoding="utf-8")
    roll = call_roll(course, ID)
    (entry,) = roll.misplaced
    assert (roll.found, entry.work, "no UTF-8" in entry.reason) == ((), True, True)
    assert entry.command.isascii()
    subprocess.run(["bash", "-c", entry.command], cwd=course.root, check=True, timeout=20)
    assert len(call_roll(course, ID).found) == 1


def test_students_who_left_are_named(course: Course) -> None:
    """A record without a submission any more."""
    put(course, f"ben/{ID}/{ID}.ipynb")
    folder = course.records / ID
    folder.mkdir(parents=True)
    for name in ("ann.json", "ben.json", "report.html"):
        (folder / name).touch()
    assert call_roll(course, ID).left == ("ann",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lab1_lines", "lab1_lines"),
        ("Lab1", "lab1_lines"),
        ("LAB-01", "lab1_lines"),
        ("lab 2", "lab2_curves"),
        ("curves", ""),
        ("lab", ""),
        ("lab3", ""),
        ("feedback", ""),
        ("", ""),
    ],
)
def test_name_means_one_assignment_or_none(name: str, expected: str) -> None:
    """Numbers in a name have to agree; what could be two is none."""
    assert expected == belongs(name, ["lab1_lines", "lab2_curves"])


def test_folder_named_after_an_assignment() -> None:
    """Its whole name or the first word, in any case; a student who is called alike is none."""
    assert named_after("LAB1", "lab1_lines")
    assert not named_after("lab1ann", "lab1_lines")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("s-1234_lab1.ipynb", "s-1234"),
        ("LAB1 lines.ipynb", ""),
        ("Ann Lee lab1_lines.IPYNB", "Ann Lee"),
        ("lab1_lines - Copy.ipynb", ""),
        ("ann.ipynb.txt", "ann"),
    ],
)
def test_file_names_its_student_or_nobody(name: str, expected: str) -> None:
    """What is left when the assignment's name is taken out."""
    assert expected == owner(name, "lab1_lines")


@pytest.mark.parametrize(
    "name", ["plain", "two words", "o'brien", "\x1b[31mred", "a\u200bb", "ñandú", "$(x)\n"]
)
def test_word_is_one_word_of_a_shell(name: str) -> None:
    """A shell reads back exactly the name, and nothing in it can act on a terminal."""
    quoted = word(name)
    assert quoted.isprintable()
    shown = subprocess.run(
        ["bash", "-c", f"printf %s {quoted}"], capture_output=True, check=True, timeout=20
    ).stdout
    assert shown == name.encode()
