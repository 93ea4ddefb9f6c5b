"""What checks ask of derivations: how an aspect ends a check, and which aspects each body asks for."""

from typing import Any

import pytest

from autograder.checks import BrokenDerivation, Derivation, Mathematics, Task, WrongValue
from autograder.checks.student import Pending, Student
from autograder.checks.transcript import Conversation
from autograder.mathematics.derivations import Judge
from autograder.mathematics.prover import LocalProver
from autograder.mathematics.tasks import HOLDS, Aspect
from autograder.sandbox import Budget
from autograder.sandbox.fake import FakeSession

SIGMA = Task("sigma", "1/(1 + exp(-x))", {"sigma": "1/(1 + exp(-x))"}, ("sigma",), min_lines=3)
DERIVATION = Derivation(SIGMA, lambda student: student.value("LINES"))
START, END = "D(1/(1 + exp(-x)), x)", "sigma(x)*(1 - sigma(x))"
RIGHT = [START, "exp(-x)/(1 + exp(-x))**2", END]
BODIES = (
    "lines_follow first_line is_differentiated begins_and_is_differentiated last_line steps_shown".split()
)
BROKEN = BrokenDerivation(SIGMA, (START, "exp(-x)/(1 + exp(-x))**2", "sigma(x)*(1 + sigma(x))"))


@pytest.fixture(scope="module")
def mathematics() -> Mathematics:
    """Judge in this process."""
    return Mathematics(Judge(LocalProver()))


def student_with(**values: Any) -> tuple[Student, Conversation]:
    """Return a student whose constants are these, and what is shown and noted of them."""
    conversation = Conversation("test_x")
    return Student(FakeSession(values), Budget(5.0), conversation), conversation


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        (RIGHT, set()),
        ([START, END], {"steps_shown"}),
        ([START, "exp(-x)/(1 + exp(-x))**2", "sigma(x)*(1 + sigma(x))"], {"lines_follow", "last_line"}),
        ([*RIGHT[:2], RIGHT[1]], {"last_line", "steps_shown"}),
        (
            ["D(sigma(2*x), x)", *RIGHT[1:]],
            {"lines_follow", "first_line", "is_differentiated", "begins_and_is_differentiated"},
        ),
    ],
)
def test_each_body_asks_for_its_own_aspect(
    lines: list[str], lost: set[str], mathematics: Mathematics
) -> None:
    """A derivation that lacks one thing fails the bodies that ask for it, and passes the others."""
    failed = set()
    for body in BODIES:
        student, _ = student_with(LINES=lines)
        try:
            getattr(DERIVATION, body)(student, mathematics)
        except WrongValue:
            failed.add(body)
    assert failed == lost


def test_a_body_asks_for_the_lines_once(mathematics: Mathematics) -> None:
    """Each body fetches the student's lines once, so a transcript holds one entry; one of them shows them."""
    shown = {}
    for body in BODIES:
        student, conversation = student_with(LINES=RIGHT)
        getattr(DERIVATION, body)(student, mathematics)
        assert len(conversation.calls) == 1
        shown[body] = len(conversation.exhibits)
    assert shown == {body: int(body == "lines_follow") for body in BODIES}


def test_the_first_aspect_that_does_not_hold_ends_the_check(mathematics: Mathematics) -> None:
    """What fails fails the check with its message, what is unknown leaves it to a person, in order."""
    fails, unknown = Aspect("fails", "not so"), Aspect("unknown", "who knows")
    mathematics.require(HOLDS, HOLDS)
    with pytest.raises(WrongValue, match="not so"):
        mathematics.require(HOLDS, fails, unknown)
    with pytest.raises(Pending, match="who knows"):
        mathematics.require(unknown, fails)


@pytest.mark.parametrize(
    ("mend", "words"),
    [
        (None, "MEND is None; it should be a dict"),
        ([3], "MEND is a list of 1; it should be a dict"),
        ({"text": END}, r"MEND\['line'\] is not there yet"),
        ({"line": 2.5}, r"MEND\['line'\] is the number 2.5; it should be a whole number"),
    ],
)
def test_no_answer_to_a_broken_derivation(mend: object, words: str, mathematics: Mathematics) -> None:
    """An answer that cannot be judged is told what is missing."""
    with pytest.raises(WrongValue, match=words):
        BROKEN.judged(student_with(MEND=mend)[0], mathematics)


def test_a_broken_derivation_is_mended(mathematics: Mathematics) -> None:
    """The right line and the right text hold; the mended line is shown back, also when it is wrong."""
    student, conversation = student_with(MEND={"line": 3.0, "text": END})
    claimed, repair = BROKEN.judged(student, mathematics)
    assert (claimed, repair.message) == (3, "")
    BROKEN.is_mended(student, mathematics)
    student, conversation = student_with(MEND={"line": 3, "text": "sigma(x)"})
    with pytest.raises(WrongValue):
        BROKEN.is_mended(student, mathematics)
    assert len(conversation.exhibits) == 1
