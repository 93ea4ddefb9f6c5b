"""The checks run in the student's own kernel, as stock nbgrader's hidden tests would run them.

Only for `overhead.py`: here the answers lie beside the student's code, which is just what the engine avoids.
"""

import copy
import inspect
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from autograder.course.loading import load_module
from autograder.mathematics.derivations import Judge
from autograder.mathematics.prover import LocalProver


class KernelStudent:
    """The `student` fixture on the kernel's own namespace."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = self._namespace[name]

        def call(*args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs)

        def reply(*args: Any, **kwargs: Any) -> SimpleNamespace:
            args, kwargs = copy.deepcopy((args, kwargs))
            return SimpleNamespace(
                value=function(*args, **kwargs), args=list(args), kwargs=kwargs, warnings=[]
            )

        call.reply = reply  # type: ignore[attr-defined]
        return call

    def value(self, name: str) -> Any:
        """Return a constant of the notebook."""
        return self._namespace[name]

    def has(self, name: str) -> bool:
        """Say whether the notebook defines it."""
        return name in self._namespace

    def note(self, text: str) -> None:
        """Drop a remark."""

    def exhibit(self, exhibit: Any) -> None:
        """Drop an exhibit."""

    def mistake(self, *names: str, message: str = "") -> None:
        """End the check."""
        raise AssertionError(message or names)

    def doubt(self, reason: str) -> None:
        """End the check."""
        raise AssertionError(reason)


def earned(reference: str, question: str, points: float, namespace: Mapping[str, Any]) -> float:
    """Run a question's checks and return points × passed weight / total weight."""
    folder = Path(reference)
    solutions = load(folder / "solutions.py")
    fixtures = {
        "student": KernelStudent(namespace),
        "given": solutions,
        "solutions": solutions,
        "mathematics": judge(),
        "cases_dir": folder / "cases",
    }
    passed = total = 0.0
    for check, weight, bonus in checks_of(folder, question):
        total += 0.0 if bonus else weight
        wanted = inspect.signature(check).parameters
        try:
            check(**{name: fixtures[name] for name in wanted})
        except BaseException:  # noqa: S112 - pytest.fail is no Exception; a failed check earns nothing
            continue
        passed += weight
    return min(points, points * passed / total)


def checks_of(folder: Path, question: str) -> list[tuple[Callable[..., None], float, bool]]:
    """Return a question's checks with weight and bonus, read off their marks."""
    found = []
    for path in sorted((folder / "checks").glob("test_*.py")):
        for function in vars(load(path)).values():
            for mark in getattr(function, "pytestmark", []):
                if mark.name == "check" and mark.args == (question,):
                    found.append((function, mark.kwargs.get("weight", 1.0), mark.kwargs.get("bonus", False)))
    return found


@cache
def load(path: Path) -> ModuleType:
    """Load a file of the reference once a kernel."""
    return load_module(path)


@cache
def judge() -> Judge:
    """Judge derivations in this very process, once a kernel."""
    return Judge(LocalProver())
