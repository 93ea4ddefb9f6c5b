"""What every test of the project starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.layout import Course
from autograder.course.libraries import NOTEBOOKS
from autograder.sandbox import Zygote

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


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Give a warm process for students' code; it takes a second to start, so all tests of a file share it."""
    with Zygote(NOTEBOOKS) as warm:
        yield warm
