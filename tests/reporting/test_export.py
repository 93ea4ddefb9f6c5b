"""Records in other systems' formats, read back with readers that are not ours."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import msgspec
import pytest

from autograder.models import Status
from autograder.reporting.export import (
    FORMATS,
    write_csv,
    write_github_summary,
    write_gradescope,
    write_json,
    write_junit,
)
from autograder.reporting.export.github_summary import LONGEST_BYTES
from autograder.results import Result
from tests.builders import made_up
from tests.builders.made_results import alone

CLASS = alone(
    made_up.right("student01"),
    made_up.mixed("student02"),
    made_up.hostile("student03"),
    made_up.unreadable("student04"),
    made_up.ours("student05"),
)


def rows() -> dict[str, dict[str, str]]:
    """Read our CSV back, by student."""
    return {row["student"]: row for row in csv.DictReader(io.StringIO(write_csv(CLASS)))}


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"gradescope"}))
def test_no_records_are_no_error(name: str) -> None:
    """Every format writes something for an empty class."""
    assert FORMATS[name]([])


def test_csv_holds_a_score_a_question() -> None:
    """Scores are numbers, and a question that was not asked is empty."""
    row = rows()["student01"]
    assert ("20", "20", "6", "6", "8", "") == tuple(
        row[name] for name in ("score", "max_score", "q1_gates", "q3_derivation", "q4_softmax", "q4_input")
    )


@pytest.mark.parametrize("student", ["student02", "student04", "student05"])
def test_csv_writes_no_score_where_there_is_none(student: str) -> None:
    """What waits or was not graded is empty, never a zero."""
    assert "" == rows()[student]["score"]


def test_csv_quotes_commas_quotes_and_line_breaks() -> None:
    """A name with a comma stays one cell."""
    odd = msgspec.structs.replace(made_up.right(), student='Ng, "Ann"')
    assert 'Ng, "Ann"' == next(csv.DictReader(io.StringIO(write_csv(alone(odd)))))["student"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_csv_holds_no_formula(text: str) -> None:
    """A spreadsheet must not run what a student wrote."""
    record = made_up.record("a", status=Status.UNREADABLE, message=text)
    assert next(csv.DictReader(io.StringIO(write_csv(alone(record)))))["message"].startswith("'")


def cases() -> dict[tuple[str, str], ElementTree.Element]:
    """Read our JUnit XML back, by class and name."""
    root = ElementTree.fromstring(write_junit(CLASS))
    return {(case.get("classname", ""), case.get("name", "")): case for case in root.iter("testcase")}


def test_junit_names_are_unique() -> None:
    """Viewers keep only the first of two cases of one name."""
    root = ElementTree.fromstring(write_junit(CLASS))
    assert len(cases()) == len(list(root.iter("testcase")))


@pytest.mark.parametrize(
    ("place", "name", "ending"),
    [
        ("student01.q1_gates", "and_", None),
        ("student02.q3_derivation", "steps", "failure"),
        ("student02.q3_derivation", "tails", None),
        ("student02.q4_softmax", "huge", "failure"),
        ("student02.q4_entropy", "entropy", None),
        ("student02.q3_written", "written answer", "skipped"),
        ("student04", "notebook", "error"),
        ("student05", "notebook", "error"),
    ],
)
def test_junit_tells_how_a_check_ended(place: str, name: str, ending: str | None) -> None:
    """Lost is a failure, waiting is skipped, ungraded is an error; a missed bonus is nothing."""
    assert ([ending] if ending else []) == [child.tag for child in cases()[f"hw0.{place}", name]]


def test_junit_counts_agree_with_its_cases() -> None:
    """A suite's numbers are those of its cases."""
    for suite in ElementTree.fromstring(write_junit(CLASS)):
        for attribute, tag in (
            ("tests", "."),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            found = len(suite.findall("testcase")) if tag == "." else len(suite.findall(f"testcase/{tag}"))
            assert int(suite.get(attribute, "-1")) == found


def test_json_holds_sums_and_no_times() -> None:
    """A program finds the score beside the grade; equal results are equal bytes."""
    document = json.loads(write_json(alone(made_up.right(), made_up.unreadable())))
    first, second = document["submissions"]
    assert (20.0, "graded", None, "unreadable") == (
        first["score"],
        first["status"],
        second["score"],
        second["status"],
    )
    assert "telemetry" not in first


def result(record: Result) -> dict[str, object]:
    """Read Gradescope's results back."""
    answer: dict[str, object] = json.loads(write_gradescope([record]))
    return answer


def test_gradescope_has_a_test_a_question() -> None:
    """Scores, points and status of every question."""
    tests = result(alone(made_up.right())[0])["tests"]
    assert isinstance(tests, list)
    assert [(6.0, 6.0, "passed"), (6.0, 6.0, "passed"), (8.0, 8.0, "passed")] == [
        (test["score"], test["max_score"], test["status"]) for test in tests
    ]


@pytest.mark.parametrize("record", CLASS[1::3] + CLASS[3:])
def test_gradescope_gives_no_zero_for_a_doubt(record: Result) -> None:
    """Without a score the run fails there, and a person looks."""
    assert "score" not in result(record)


def test_github_summary_stays_below_the_limit() -> None:
    """A class of twenty thousand is cut, and says so."""
    records = [msgspec.structs.replace(made_up.unreadable(), student=f"student{i:05}") for i in range(20_000)]
    text = write_github_summary(alone(*records))
    assert len(text.encode()) <= LONGEST_BYTES + 100
    assert "more submissions" in text


def test_github_summary_takes_the_meaning_from_markup() -> None:
    """Neither tags nor links nor table bars of a student's survive."""
    record = made_up.record("a|b", status=Status.UNREADABLE, message="<b>[x](javascript:1)|`c`</b>")
    assert (
        r"| a\|b | – | 0 |  | could not be read | &lt;b&gt;\[x\]\(javascript:1\)\|\`c\`&lt;/b&gt; |"
        in write_github_summary(alone(record))
    )
