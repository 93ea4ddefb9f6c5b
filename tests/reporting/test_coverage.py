"""Which question covers which row of the lecture is read off the folders, and nothing is left out."""

from pathlib import Path

import pytest

from autograder.course.layout import Course
from autograder.course.lecture import Lecture, read_lecture
from autograder.errors import BadAssignment
from autograder.reporting.coverage import as_markdown, coverage
from tests.builders.small_course import ID, make_course

LECTURE = 'title = "Three rows"\nsource = "A book"\n[rows]\nL1 = "twice"\nL2 = "a | bar"\nL3 = "why"\n'
COVERED = '[lecture_rows]\nL1 = ["q1_double"]\nL3 = ["q3_why", "q1_double"]\n'


def covered_course(root: Path, lecture: str = LECTURE, rows: str = COVERED) -> Course:
    course = make_course(root)
    (root / "assignments" / "lecture.toml").write_text(lecture, encoding="utf-8")
    settings = root / "assignments" / ID / "assignment.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + rows, encoding="utf-8")
    return course


def test_table_of_rows(tmp_path: Path) -> None:
    """A row with two questions has two lines, one that nothing covers says so."""
    course = covered_course(tmp_path)
    lecture, covered = read_lecture(course), list(coverage(course))
    lines = as_markdown(lecture, covered).splitlines()
    assert lines[0] == "# Three rows, row by row"
    assert lines[-4:] == [
        "| L1 | twice | `small` | `q1_double`: Twice | `test_small.py` |",
        "| L2 | a \\| bar | | **nothing covers it** | |",
        "| L3 | why | `small` | `q3_why`: Why | a person reads it |",
        "|  |  | `small` | `q1_double`: Twice | `test_small.py` |",
    ]


@pytest.mark.parametrize(
    ("lecture", "rows", "told"),
    [
        (LECTURE, '[lecture_rows]\nL9 = ["q1_double"]\n', "covers L9, which lecture.toml does not have"),
        (LECTURE, '[lecture_rows]\nL1 = ["q8_none"]\n', "lecture_rows.L1 names q8_none"),
        (LECTURE, "[lecture_rows]\nL1 = []\n", "lecture_rows.L1 names nothing"),
        ("rows = 5", COVERED, "lecture.toml"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, lecture: str, rows: str, told: str) -> None:
    """A row or a question that is not there is one line of words."""
    course = covered_course(tmp_path, lecture, rows)
    with pytest.raises(BadAssignment, match=told):
        list(coverage(course))


def test_course_without_a_lecture_is_told(tmp_path: Path) -> None:
    """Where no lecture.toml lies, one line says what it would be."""
    with pytest.raises(BadAssignment, match=r"lecture\.toml is not there: it lists the rows"):
        list(coverage(make_course(tmp_path)))


def test_every_row_of_the_lecture_is_covered(course: Course) -> None:
    """Nothing of Lecture 5 is left out of this repository's coursework."""
    lecture = read_lecture(course)
    assert list(lecture.rows) == [f"L{number}" for number in range(1, 31)]
    assert {entry.row for entry in coverage(course)} == set(lecture.rows)


def test_page_is_what_the_command_writes(course: Course) -> None:
    """docs/lecture.md was written by the command from the folders as they are."""
    lecture: Lecture = read_lecture(course)
    page = Path(course.root / "docs" / "lecture.md").read_text(encoding="utf-8")
    assert page == as_markdown(lecture, list(coverage(course)))
