"""What the machine is asked before it grades."""

from functools import partial
from pathlib import Path

import pytest

from autograder import doctor
from autograder.doctor import Finding, examine
from autograder.sandbox import facts
from tests.builders.small_course import ID, make_course


@pytest.fixture(autouse=True)
def _no_trial_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the one look that starts processes; the sandbox's own tests have it."""
    monkeypatch.setattr("autograder.sandbox.facts", partial(facts, try_it=False))


def named(findings: tuple[Finding, ...], name: str) -> Finding:
    """Return the finding of that name."""
    return next(finding for finding in findings if finding.name == name)


@pytest.fixture
def findings(tmp_path: Path) -> tuple[Finding, ...]:
    """Look at this machine with a small course."""
    return examine(make_course(tmp_path).root, {"PATH": "", "OMP_NUM_THREADS": "4"})


def test_every_trouble_has_a_fix(findings: tuple[Finding, ...]) -> None:
    """Nothing is complained of without saying what to do."""
    assert [] == [finding for finding in findings if (finding.level == "ok") == bool(finding.fix)]


def test_levels_are_three(findings: tuple[Finding, ...]) -> None:
    """Well, look, or cannot grade."""
    assert {finding.level for finding in findings} <= {"ok", "warning", "failed"}


@pytest.mark.parametrize(
    "name", ["Python", "libraries", "processors", "memory", "seccomp", "Landlock", "scratch space", "course"]
)
def test_everything_that_grading_needs_is_looked_at(findings: tuple[Finding, ...], name: str) -> None:
    """Versions, processors, memory, disk and the course."""
    assert named(findings, name).value


def test_course_lists_its_assignments(findings: tuple[Finding, ...]) -> None:
    """What can be graded here."""
    assert named(findings, "course").value.endswith(f": {ID}")


@pytest.mark.parametrize("text", [None, "c = get_config()\n"])
def test_unconfined_course_cannot_be_graded(tmp_path: Path, text: str | None) -> None:
    """Where nbgrader would run student code as the teacher, and nothing is written by looking."""
    root = make_course(tmp_path).root
    (root / "nbgrader_config.py").unlink()
    if text is not None:
        (root / "nbgrader_config.py").write_text(text, encoding="utf-8")
    found = named(examine(root, {}), "course")
    assert (found.level, "as you" in found.fix) == ("failed", True)
    assert (root / "nbgrader_config.py").exists() is (text is not None)


def test_no_course_is_a_warning() -> None:
    """A machine can be well without a course on it."""
    assert "warning" == named(examine(None, {}), "course").level


def test_missing_library_cannot_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is not installed is named."""
    monkeypatch.setattr(doctor, "LIBRARIES", ("no-such-library",))
    assert "failed" == named(examine(None, {}), "no-such-library").level


def test_little_memory_cannot_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below 1 GiB nothing is graded."""
    monkeypatch.setattr(doctor, "_memory_limit", lambda: 512 * 1024**2)
    assert "failed" == named(examine(None, {}), "memory").level


def test_course_that_is_gone_cannot_be_graded(tmp_path: Path) -> None:
    """A folder that is not there is told, not raised."""
    assert "failed" == named(examine(tmp_path / "gone", {}), "disk of the course").level
