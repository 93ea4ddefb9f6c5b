"""What a reason says beside the check's own words: secret inputs, too much, which definition counts."""

from pathlib import Path
from types import SimpleNamespace

from autograder.checks.suite import TOO_MUCH, UNSHOWN_ERROR, CheckSuite, Subject, SuiteRun
from autograder.course.layout import Reference
from autograder.models import Status
from autograder.sandbox.fake import FakeSession

CHECKS = '''
import pytest

@pytest.mark.check("q1_f")
def test_open(student):
    """f(1) is 1."""
    assert student.f(1) == 1

@pytest.mark.check("q1_f", secret=True)
def test_secret(student):
    """f(77) is 77."""
    assert student.f(77) == 77

@pytest.mark.check("q2_g")
def test_later(student):
    """g() is no list without end."""
    answer = student.g()
    if answer == "deep":
        raise RecursionError("in a comparison")
    if answer == "large":
        raise MemoryError
    assert answer == 1
'''
HOMES = {"f": "q1_f", "g": "q2_g"}


def run(folder: Path, remarks: dict[str, str] | None = None, **functions: object) -> SuiteRun:
    """Run the checks on these functions."""
    (folder / "checks").mkdir()
    (folder / "checks" / "test_demo.py").write_text(CHECKS)
    right = {"f": lambda x: x, "g": lambda: 1}
    with CheckSuite(Reference("demo", folder, (), ()), SimpleNamespace(**right)) as suite:
        session = FakeSession({**right, **functions})
        return suite.run(Subject(session, 5.0, HOMES, remarks=remarks or {}))


def broken(x: int) -> int:
    """Tell in an error what was asked."""
    raise ValueError(f"asked for {x}")


def test_error_on_a_secret_input_tells_nothing_of_it(tmp_path: Path) -> None:
    """An ordinary check quotes the error; a secret one, and what is asked after it, does not."""

    def later() -> int:
        raise ValueError("remembered: 77")

    found = run(tmp_path, f=broken, g=later)
    messages = [result.message for result in found.results]
    assert "asked for 1" in messages[0]
    assert messages[1:] == [UNSHOWN_ERROR, UNSHOWN_ERROR]
    assert not any("77" in message for message in messages)


def test_what_is_too_much_for_a_check_has_failed(tmp_path: Path) -> None:
    """An answer that exhausts the check loses its points with a sentence, and its author is told."""
    for number, answer in enumerate(("deep", "large")):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = run(folder, g=lambda answer=answer: answer)
        assert found.results[2].status is Status.VALUE
        assert found.results[2].message == TOO_MUCH
        assert len(found.faults) == 1


def test_which_definition_counts_stands_in_every_reason(tmp_path: Path) -> None:
    """Every check of the question that did not pass says it; those that passed and other questions do not."""
    told = "f is taken from cell 12; it replaces the one in cell 5."
    found = run(tmp_path, {"f": told}, f=lambda x: 1, g=lambda: 2)
    assert [told in result.message for result in found.results] == [False, True, False]
