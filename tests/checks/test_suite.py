"""Checks run by pytest against a fake student: endings, statuses, follow-through, transcripts."""

import math
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.checks.suite import NOT_WRITTEN, CheckSuite, Subject, SuiteRun
from autograder.course.layout import Reference
from autograder.errors import MissingReference
from autograder.models import Status
from autograder.sandbox.fake import FakeSession

CHECKS = '''
import pytest
from autograder.checks import number

@pytest.mark.check("q1_sigmoid")
def test_half(student):
    """Sigmoid of 0 is one half."""
    assert number(student.sigmoid(0.0)) == 0.5

@pytest.mark.check("q2_slope", given=("sigmoid",), weight=3)
def test_slope(student, given):
    """The slope is s (1 - s)."""
    for x in (0.0, 1.0):
        s = number(given.sigmoid(x))
        assert abs(number(student.slope(x)) - s * (1 - s)) < 1e-12

@pytest.mark.check("q3_endings")
def test_words(student):
    """A check may give words."""
    if number(student.mode()) == 1: pytest.fail("these words")
    if number(student.mode()) == 2: student.doubt("cannot tell")
    if number(student.mode()) == 3: student.mistake("known_one", message="more")
    if number(student.mode()) == 4: pytest.skip("not this time")
    if number(student.mode()) == 5: 1 / 0
    student.note("a remark")
'''


def sigmoid(x: float) -> float:
    """Return the logistic function."""
    return 1 / (1 + math.exp(-x))


SOLUTIONS = SimpleNamespace(sigmoid=sigmoid, slope=lambda x: sigmoid(x) * (1 - sigmoid(x)), mode=lambda: 0)
HOMES = {"sigmoid": "q1_sigmoid", "slope": "q2_slope", "mode": "q3_endings"}


def collected(folder: Path, source: str = CHECKS) -> CheckSuite:
    """Write checks and return their suite, not yet entered."""
    (folder / "checks").mkdir()
    (folder / "checks" / "test_demo.py").write_text(source)
    return CheckSuite(Reference("demo", folder, (), ()), SOLUTIONS)


@pytest.fixture
def suite(tmp_path: Path) -> Iterator[CheckSuite]:
    """Give the collected sample checks."""
    with collected(tmp_path) as suite:
        yield suite


def run(suite: CheckSuite, **functions: Any) -> SuiteRun:
    """Run the sample checks on the solutions with some functions replaced."""
    session = FakeSession({**vars(SOLUTIONS), **functions})
    return suite.run(Subject(session, 5.0, HOMES))


def statuses(found: SuiteRun) -> list[Status]:
    """Return the statuses in the rubric's order."""
    return [result.status for result in found.results]


def test_solutions_pass(suite: CheckSuite) -> None:
    """The solutions pass every check, and a remark stays a remark."""
    found = run(suite)
    assert statuses(found) == [Status.PASSED] * 3
    assert found.results[2].message == "a remark"


def test_rubric_reads_the_mark(suite: CheckSuite) -> None:
    """Sentence, weight and question come from the check itself."""
    info = suite.checks[1]
    assert (info.name, info.question, info.sentence, info.weight) == (
        "test_slope",
        "q2_slope",
        "The slope is s (1 - s).",
        3,
    )


@pytest.mark.parametrize(
    ("mode", "status", "words"),
    [
        (1, Status.FAILED, "these words"),
        (2, Status.PENDING, "cannot tell"),
        (3, Status.FAILED, "more"),
        (4, Status.SKIPPED, "not this time"),
        (5, Status.PENDING, "a person looks"),
    ],
)
def test_endings(suite: CheckSuite, mode: int, status: Status, words: str) -> None:
    """Every way a check ends has its status and its words."""
    result = run(suite, mode=lambda: mode).results[2]
    assert result.status is status
    assert words in result.message


def test_a_check_that_falls_over_is_our_fault(suite: CheckSuite) -> None:
    """An error of the check is reported as ours and costs the student nothing."""
    (fault,) = run(suite, mode=lambda: 5).faults
    assert "test_words fell over: ZeroDivisionError" in fault


def test_assertion_text_is_never_shown(suite: CheckSuite) -> None:
    """A failed assertion could hold the case; the student reads the check's sentence instead."""
    assert (
        run(suite, sigmoid=lambda x: 0.25 + x).results[0].message
        == "Does not hold yet: Sigmoid of 0 is one half."
    )


def test_follow_through(suite: CheckSuite) -> None:
    """A right step on a wrong earlier answer passes, and says so."""

    def doubled(x: float) -> float:
        return sigmoid(2 * x) + 0.1

    result = run(suite, sigmoid=doubled, slope=lambda x: doubled(x) * (1 - doubled(x))).results[1]
    assert (result.status, result.follow_through, result.message) == (
        Status.PASSED,
        True,
        "Right, given your sigmoid.",
    )


@pytest.mark.parametrize("constant", [0.0, float("nan"), float("inf")])
def test_no_follow_through_on_nothing(suite: CheckSuite, constant: float) -> None:
    """An earlier answer that is the same for every input carries nothing."""
    found = run(suite, sigmoid=lambda x: constant, slope=lambda x: constant * (1 - constant))
    assert found.results[1].status is Status.FAILED


def test_no_follow_through_on_a_right_earlier_answer(suite: CheckSuite) -> None:
    """With sigmoid right there is nothing to follow."""
    assert run(suite, slope=lambda x: 0.0).results[1].status is Status.FAILED


def test_stub_is_told_kindly(suite: CheckSuite) -> None:
    """A stub left in place is not called an error."""

    def stub(x: float) -> float:
        raise NotImplementedError("write me")

    result = run(suite, sigmoid=stub).results[0]
    assert (result.status, result.message) == (Status.FAILED, NOT_WRITTEN)


def test_missing_name_says_why(suite: CheckSuite) -> None:
    """The reason for a missing name is the one that was found in the notebook."""
    session = FakeSession({"slope": SOLUTIONS.slope, "mode": SOLUTIONS.mode})
    found = suite.run(Subject(session, 5.0, HOMES, {"sigmoid": "its cell stopped: NameError"}))
    assert found.results[0].message == "its cell stopped: NameError"


def test_transcript_holds_every_call(suite: CheckSuite) -> None:
    """Diagnosis sees what was asked and answered, by check."""
    calls = [call for call in run(suite).calls if call.check == "test_slope"]
    assert [(call.kind, call.name, call.args) for call in calls] == [
        ("call", "slope", (0.0,)),
        ("call", "slope", (1.0,)),
    ]


def test_one_collection_serves_many(suite: CheckSuite) -> None:
    """Submissions run one after another do not see each other."""
    assert [statuses(run(suite, mode=lambda m=m: m))[2] for m in (1, 0, 2, 0)] == [
        Status.FAILED,
        Status.PASSED,
        Status.PENDING,
        Status.PASSED,
    ]


def test_stops_at_first_failure(suite: CheckSuite) -> None:
    """A mutant needs no more than one failed check."""
    session = FakeSession({**vars(SOLUTIONS), "sigmoid": lambda x: 0.0})
    found = suite.run(Subject(session, 5.0, HOMES), stop_at_first_failure=True)
    assert len(found.results) == 1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('def test_a(student):\n    """It holds."""\n', "names no question"),
        ('import pytest\n@pytest.mark.check("q")\ndef test_a(student):\n    pass\n', "no docstring"),
        ("import nothing_of_that_name\n", "cannot be collected"),
        ('import pytest\n@pytest.mark.check("q", wieght=2)\ndef test_a():\n    """It holds."""\n', "wieght"),
    ],
)
def test_malformed_checks_are_refused(tmp_path: Path, source: str, words: str) -> None:
    """An author's slip is found at collection, with its place."""
    with pytest.raises(MissingReference, match=words), collected(tmp_path, source):
        pass


def test_settings_of_the_folder_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an ini file nor the environment changes how checks run."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    with collected(tmp_path) as suite:
        assert len(suite.checks) == 3


def test_checks_run_in_the_notebooks_order(tmp_path: Path) -> None:
    """What builds on an earlier question follows through, whatever the files of checks are called."""
    (tmp_path / "checks").mkdir()
    backward, forward = CHECKS.index('@pytest.mark.check("q2'), CHECKS.index('@pytest.mark.check("q1')
    ends = CHECKS.index('@pytest.mark.check("q3')
    head = CHECKS[:forward]
    (tmp_path / "checks" / "test_a.py").write_text(head + CHECKS[backward:ends])
    (tmp_path / "checks" / "test_b.py").write_text(head + CHECKS[forward:backward])
    questions = ["q1_sigmoid", "q2_slope"]
    shifted = FakeSession(
        {"sigmoid": lambda x: sigmoid(x) + 0.1, "slope": lambda x: slope_of(sigmoid(x) + 0.1)}
    )
    with CheckSuite(Reference("demo", tmp_path, (), ()), SOLUTIONS, questions) as suite:
        run = suite.run(Subject(shifted, 5.0, HOMES))
    assert [result.question for result in run.results] == questions
    assert run.results[1].follow_through


def slope_of(s: float) -> float:
    """Return the slope from a value of the sigmoid."""
    return s * (1 - s)
