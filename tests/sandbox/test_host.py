"""The facts about this machine are true and say what to do."""

import pytest

from autograder.course.libraries import NOTEBOOKS
from autograder.sandbox import facts, host
from autograder.sandbox.host import Fact

pytestmark = pytest.mark.sandbox


def test_this_machine_can_grade() -> None:
    """Where these tests run, every fact of the sandbox's own is good."""
    found = {fact.name: fact for fact in facts(NOTEBOOKS)}
    assert found["a trial run"].ok, found["a trial run"]
    assert found["Landlock"].why.startswith("ABI ")
    assert found["seccomp"].ok


def test_missing_landlock_is_named_with_its_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact that is not good says what to do, and nothing is tried."""
    monkeypatch.setattr(host, "landlock_abi", lambda: 0)
    found = {fact.name: fact for fact in facts(NOTEBOOKS)}
    assert not found["Landlock"].ok
    assert "lsm=" in found["Landlock"].fix
    assert found["a trial run"] == Fact("a trial run", False, "not tried", "mend the above first")
