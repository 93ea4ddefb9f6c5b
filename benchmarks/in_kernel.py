"""The checks run in the student's own kernel, as stock nbgrader's hidden tests would run them.

Only for `overhead.py`: here the answers lie beside the student's code, which is just what the engine avoids.
"""

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from autograder.course.loading import load_module
from autograder.mathematics.derivations import Judge
from autograder.mathematics.prover import LocalProver
from autograder.sandbox import Formula, figure_data, figures
from autograder.sandbox.formula import Recorded


class KernelStudent:
    """The `student` fixture on the kernel's own namespace."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> "KernelFunction":
        return KernelFunction(self._namespace[name])

    def function(self, name: str) -> "KernelFunction":
        """Return a function or class by its name."""
        return KernelFunction(self._namespace[name])

    def value(self, name: str) -> Any:
        """Return a constant of the notebook."""
        return shown(self._namespace[name])

    def figures(self, name: str) -> list[Any]:
        """Return what a figure of the notebook shows."""
        return drawn(self._namespace[name])

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


class KernelFunction:
    """A function, class or method of the kernel's."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.plain = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it."""
        made = self.plain(*plain(args), **plain(kwargs))
        return KernelObject(made) if isinstance(self.plain, type) else shown(made)

    def reply(self, *args: Any, **kwargs: Any) -> SimpleNamespace:
        """Call it, and say how its arguments stand afterwards."""
        args, kwargs = copy.deepcopy((plain(args), plain(kwargs)))
        value = shown(self.plain(*args, **kwargs))
        return SimpleNamespace(value=value, args=list(args), kwargs=kwargs, warnings=[], calls={})

    def new(self, *args: Any, **kwargs: Any) -> "KernelObject":
        """Call it for an object."""
        return KernelObject(self.plain(*plain(args), **plain(kwargs)))

    def iterate(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Call it for an iterator."""
        return map(shown, iter(self.plain(*plain(args), **plain(kwargs))))

    def figures(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Call it for its figures."""
        return drawn(self.plain(*plain(args), **plain(kwargs)))


class KernelObject(KernelFunction):
    """An object of a student's class."""

    def __getattr__(self, name: str) -> KernelFunction:
        return KernelFunction(getattr(self.plain, name))

    @property
    def type_name(self) -> str:
        """Name of its class."""
        return type(self.plain).__name__

    def method(self, name: str) -> KernelFunction:
        """Return a method."""
        return KernelFunction(getattr(self.plain, name))

    def value(self, name: str) -> Any:
        """Return an attribute."""
        return shown(getattr(self.plain, name))

    def set(self, name: str, value: Any) -> None:
        """Set an attribute."""
        setattr(self.plain, name, plain(value))


def plain(value: Any) -> Any:
    """Return a value with objects in place of what stands for them, and functions in place of formulas."""
    if isinstance(value, KernelFunction):
        return value.plain
    if isinstance(value, Formula):
        return Recorded(value.expression, list(value.parameters), value.name).function()
    if isinstance(value, list | tuple):
        return type(value)(plain(part) for part in value)
    return {key: plain(part) for key, part in value.items()} if isinstance(value, dict) else value


def shown(value: Any) -> Any:
    """Return what a check gets: objects of classes that the notebook defines are stood for."""
    if isinstance(value, list | tuple):
        return type(value)(shown(part) for part in value)
    return KernelObject(value) if type(value).__module__ == "__main__" or callable(value) else value


def drawn(value: Any) -> list[Any]:
    """Return the figures of a result and those left open, as the sandbox describes them."""
    found = figures.described(value, figures.open_figures())
    figures.close_figures()
    return figure_data.read_figures(found)


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
