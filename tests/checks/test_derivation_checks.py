"""The bodies of derivation checks: how each ends, with a judge whose answers are known."""

from types import SimpleNamespace
from typing import Any

import pytest

from autograder.checks import DerivationChecks, RepairChecks, Task
from autograder.checks.student import Pending, Student
from autograder.checks.transcript import Transcript
from autograder.mathematics.tasks import HOLDS, Aspect
from autograder.sandbox import Budget
from autograder.sandbox.fake import FakeSession

TASK = Task("the derivative of f", "x**2")
CHECKS = DerivationChecks(TASK, "LINES", "f")
MEND = RepairChecks(TASK, ("D(x**2, x)", "3*x"), "MEND")
FAILS = Aspect("fails", "It is not so.")
UNKNOWN = Aspect("unknown", "Nobody knows.")
SHARE = {
    "lines_follow": ["equality"],
    "first_line": ["first_line"],
    "differentiated": ["derivative_removed"],
    "last_line": ["final_form", "answer"],
    "steps_shown": ["steps_shown"],
}
"""Which aspects of a judgement each body of a check stands on."""


def student(**constants: Any) -> tuple[Student, Transcript]:
    """Give a student whose notebook holds these constants, and what is noted of it."""
    noted = Transcript("test_it")
    return Student(FakeSession(constants), Budget(5.0), noted), noted


def judge(**aspects: Aspect) -> Any:
    """Give a judge who finds these aspects, and that all others hold; it keeps what it was asked."""
    asked: list[Any] = []
    names = {name for names in SHARE.values() for name in names} | {"located", "mended"}
    found = SimpleNamespace(**{name: aspects.get(name, HOLDS) for name in names}, exhibit="shown back")

    def answer(*question: Any) -> Any:
        asked.append(question)
        return found

    return SimpleNamespace(judge=answer, judge_repair=answer, asked=asked)


@pytest.mark.parametrize("body", SHARE)
def test_body_stands_on_its_own_aspects(body: str) -> None:
    """It fails when one of them does, is undecided when one is unknown, and asks after no other."""
    ann, _ = student(LINES={"f": ["D(x**2, x)", "2*x"]})
    for name in {name for names in SHARE.values() for name in names}:
        if name in SHARE[body]:
            with pytest.raises(pytest.fail.Exception, match="It is not so"):
                getattr(CHECKS, body)(ann, judge(**{name: FAILS}))
            with pytest.raises(Pending, match="Nobody knows"):
                getattr(CHECKS, body)(ann, judge(**{name: UNKNOWN}))
        else:
            getattr(CHECKS, body)(ann, judge(**{name: FAILS}))


def test_lines_are_judged_as_given_and_shown_back() -> None:
    """Even where they fail."""
    ann, noted = student(LINES={"f": ["D(x**2, x)", "2*x"]})
    found = judge(equality=FAILS)
    with pytest.raises(pytest.fail.Exception):
        CHECKS.lines_follow(ann, found)
    assert found.asked == [(TASK, ["D(x**2, x)", "2*x"])]
    assert noted.exhibits == ["shown back"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({}, r"LINES\['f'\] is not there yet"),
        ({"f": None}, r"LINES\['f'\] is not there yet"),
        (None, "LINES is not answered yet"),
        ([1, 2], "it should be a dict"),
    ],
)
def test_missing_derivation_says_so(lines: object, words: str) -> None:
    """Before anything is judged."""
    ann, _ = student(LINES=lines)
    with pytest.raises(pytest.fail.Exception, match=words):
        CHECKS.steps_shown(ann, judge())


def test_repair_is_judged_by_its_line_and_text() -> None:
    """A float that is whole counts as the line's number."""
    ann, noted = student(MEND={"line": 2.0, "text": "2*x"})
    found = judge(located=FAILS)
    with pytest.raises(pytest.fail.Exception, match="It is not so"):
        MEND.located(ann, found)
    MEND.mended(ann, found)
    assert found.asked[0] == (TASK, ("D(x**2, x)", "3*x"), 2, "2*x")
    assert noted.exhibits == ["shown back"]
    with pytest.raises(pytest.fail.Exception, match="It is not so"):
        MEND.mended(ann, judge(mended=FAILS))


def test_repair_without_a_line_says_so() -> None:
    """Both checks need it."""
    ann, _ = student(MEND={"text": "2*x"})
    for body in (MEND.located, MEND.mended):
        with pytest.raises(pytest.fail.Exception, match=r"MEND\['line'\] is not there yet"):
            body(ann, judge())
