"""The instructor's page and table, on made-up records."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course.layout import Course
from autograder.reporting.class_report import report_page, report_text, write_report
from autograder.reporting.class_summary import summarise
from autograder.text import table
from tests.builders import made_up
from tests.builders.made_results import alone

CLASS = alone(
    made_up.right("student01"),
    made_up.mixed("student02"),
    made_up.hostile("student03"),
    made_up.unreadable("student04"),
    made_up.doubtful("student05"),
)


def test_page_escapes_what_students_wrote() -> None:
    """No tag of a student's stands in the page."""
    page = report_page(summarise(CLASS))
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", page)


def test_page_links_only_to_feedback() -> None:
    """Every address is a fragment or a student's page beside the records."""
    targets = re.findall(r'(?:href|src)="([^"]*)"', report_page(summarise(CLASS)))
    assert all(target.startswith(("#", "../../feedback/")) for target in targets)


def test_wide_tables_scroll_by_themselves_and_have_names() -> None:
    """No table makes the page wider than a telephone, and the keyboard reaches each."""
    page = report_page(summarise(CLASS))
    boxes = re.findall(r'<div class="scroll"([^>]*)>\s*<table', page)
    assert len(boxes) == page.count("<table") == 4
    assert all('tabindex="0"' in box and 'role="region"' in box and "aria-label=" in box for box in boxes)


def test_ids_stand_once() -> None:
    """Every symbol is defined once."""
    ids = re.findall(r'\sid="([^"]*)"', report_page(summarise(CLASS)))
    assert sorted(set(ids)) == sorted(ids)


def test_links_quote_odd_names() -> None:
    """A student's name cannot leave the link it stands in."""
    page = report_page(summarise(alone(made_up.right('a"b/../c'))))
    assert 'href="../../feedback/a%22b/../c' in page or 'href="../../feedback/a%22b%2F..%2Fc' in page


def test_text_tells_what_needs_a_person_first() -> None:
    """Ungraded and waiting submissions stand above the tables."""
    lines = report_text(summarise(CLASS)).splitlines()
    assert "hw0: 5 submissions, 2 with a score, 2 waiting for a person, 1 not graded" == lines[0]
    assert "! Why the slope is at most one quarter: 1 answer waits for a person" == lines[2]
    assert lines[4].startswith("! student04 not graded: ")
    assert lines[6].startswith("! student05 waits for a person: Fit: ")


def test_text_holds_every_student() -> None:
    """The last table has a row a student, scores to the right."""
    lines = report_text(summarise(CLASS)).splitlines()
    assert ["student01         20  graded", "student02  14.67 + ?  a person decides"] == lines[-5:-3]


def test_empty_class_is_no_error() -> None:
    """A report before anybody handed in is short, not broken."""
    assert report_text(summarise([])).startswith(": 0 submissions")
    assert "<h1>" in report_page(summarise([]))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("a", "1"), ("b", "10")], ["x   n", "a   1", "b  10"]),
        ([("a", "1 of 2")], ["x  n", "a  1 of 2"]),
        ([], ["x  n"]),
    ],
)
def test_table_aligns_numbers_to_the_right(rows: list[tuple[str, str]], expected: list[str]) -> None:
    """Words stand to the left."""
    assert expected == table(("x", "n"), rows)


def test_report_stands_beside_the_records(tmp_path: Path) -> None:
    """The report is as private as what it is made of."""
    (tmp_path / "assignments").mkdir()
    assignment = SimpleNamespace(id="hw0", settings=SimpleNamespace(title="Homework", parts={}))
    paths = write_report(Course(tmp_path), assignment, CLASS)  # type: ignore[arg-type]
    assert [tmp_path / "records/hw0/report.html", tmp_path / "records/hw0/report.txt"] == list(paths)
