"""Q3: which gradient of each given backward pass is wrong."""

import pytest

from autograder.checks import describe

ANSWERS = {"dw", "dbeta", "du", "dgamma", "none"}
WRONG = {"A": "dw", "B": "none", "C": "dgamma", "D": "du"}


def judge(student, letter):
    """Compare one letter's answer."""
    found = student.value("BUGS")
    if not isinstance(found, dict):
        pytest.fail(f"BUGS is {describe(found)}; it should be a dict", pytrace=False)
    answer = found.get(letter)
    if answer is None:
        pytest.fail(f"BUGS['{letter}'] is not there yet", pytrace=False)
    if not isinstance(answer, str) or answer.strip().lower() not in ANSWERS:
        pytest.fail(f"BUGS['{letter}'] is {describe(answer)}; it should be a name or 'none'", pytrace=False)
    assert answer.strip().lower() == WRONG[letter]


@pytest.mark.check("q3_bugs")
def test_bug_of_a(student):
    """BUGS names the gradient that backward_A gets wrong, if any."""
    judge(student, "A")


@pytest.mark.check("q3_bugs")
def test_bug_of_b(student):
    """BUGS names the gradient that backward_B gets wrong, if any."""
    judge(student, "B")


@pytest.mark.check("q3_bugs")
def test_bug_of_c(student):
    """BUGS names the gradient that backward_C gets wrong, if any."""
    judge(student, "C")


@pytest.mark.check("q3_bugs")
def test_bug_of_d(student):
    """BUGS names the gradient that backward_D gets wrong, if any."""
    judge(student, "D")
