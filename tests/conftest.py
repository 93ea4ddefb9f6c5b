"""What every test of the project starts from."""

from pathlib import Path

import pytest

from autograder.course.layout import Course

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def course() -> Course:
    """Give the course that this repository is."""
    return Course(ROOT)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a developer's own pytest settings out of the collections that tests start."""
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.delenv("PYTEST_PLUGINS", raising=False)
