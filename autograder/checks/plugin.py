"""The pytest plug-in that checks run under: the fixtures they ask for, and what became of them.

One plug-in object serves one collection. Which submission its fixtures speak for is swapped underneath, run
by run, with `CheckPlugin.running`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.checks.student import Given, Student
from autograder.errors import MissingReference


@dataclass
class Run:
    """One run of one check: what its fixtures give, and the exception that ended it, if any."""

    student: Student
    given: Given
    solutions: Any
    variant: Mapping[str, Any] | None = None
    ending: BaseException | None = None


class CheckPlugin:
    """Fixtures and hooks of grading.

    Parameters
    ----------
    mathematics : object
        What judges derivations for the submission at hand.
    cases_dir : Path
        Where frozen cases lie.
    """

    def __init__(self, mathematics: Any, cases_dir: Path) -> None:
        self._mathematics = mathematics
        self._cases_dir = cases_dir
        self._run: Run | None = None
        self.collection_errors: list[str] = []

    @contextmanager
    def running(self, run: Run) -> Iterator[None]:
        """Let the fixtures speak for `run` until the block ends."""
        self._run = run
        try:
            yield
        finally:
            self._run = None

    @pytest.fixture
    def student(self) -> Student:
        """Give the student's code under check."""
        return self._current().student

    @pytest.fixture
    def given(self) -> Given:
        """Give the earlier functions that the check builds on."""
        return self._current().given

    @pytest.fixture
    def solutions(self) -> Any:
        """Give the loaded solutions."""
        return self._current().solutions

    @pytest.fixture
    def variant(self) -> Mapping[str, Any]:
        """Give the student's own numbers."""
        variant = self._current().variant
        if variant is None:
            raise MissingReference("a check asks for the fixture variant, but there is no variants.py")
        return variant

    @pytest.fixture
    def mathematics(self) -> Any:
        """Give what judges derivations."""
        return self._mathematics

    @pytest.fixture
    def cases_dir(self) -> Path:
        """Give the folder of frozen cases."""
        return self._cases_dir

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the mark known."""
        config.addinivalue_line(
            "markers",
            "check(question, weight=1, bonus=False, secret=False, given=(), independent=False): "
            "what a check scores",
        )

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the first line of what could not be collected."""
        if report.failed:
            lines = [line for line in str(report.longrepr).splitlines() if line.strip()]
            self.collection_errors.append(
                f"{report.nodeid}: cannot be collected: {lines[-1] if lines else ''}"
            )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """Keep the exception itself; a printed traceback would cost time and nobody reads it."""
        if call.excinfo is not None and self._current().ending is None:
            self._current().ending = call.excinfo.value
        outcome: Any = "passed" if call.excinfo is None else "failed"
        when: Any = call.when  # a run calls nothing in the phase "collect"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)

    def _current(self) -> Run:
        if self._run is None:
            raise RuntimeError("no submission is under check")
        return self._run
