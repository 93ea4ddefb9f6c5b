"""The author's door: what `autograder.checks` exports, and that authors come through it alone."""

import ast
import re
import sys
import types
from pathlib import Path

import pytest

import autograder.checks as door

ROOT = Path(__file__).parents[2]
CHECKS = sorted((ROOT / "reference").glob("*/checks/**/*.py"))
OTHERS = sorted(set((ROOT / "reference").rglob("*.py")) - set(CHECKS))
GUIDE = ROOT / "docs" / "write-an-assignment.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
LIBRARIES = {"numpy", "sklearn", "pytest", "hypothesis", "mpmath"}
STUDENTS = {"numpy", "scipy", "sklearn", "matplotlib"}
ALLOWED = LIBRARIES | {"autograder.checks", "autograder.mathematics"}


def imported(source: str) -> set[str]:
    """Return what a source imports from outside the standard library; of a library, its first name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    outside = {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}
    return {name if name.startswith(("autograder", ".")) else name.split(".")[0] for name in outside}


def test_the_list_is_whole_and_sorted() -> None:
    """Every public name the package holds is in its list, and the reverse: constants, classes, functions."""
    held = {
        name
        for name, value in vars(door).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert set(door.__all__) == held
    assert door.__all__ == sorted(held, key=lambda name: (not name.isupper(), name[0].islower(), name))


def test_the_docstring_names_all_of_it() -> None:
    """An author who reads the docstring has seen every name."""
    assert set(re.findall(r"`(\w+)`", door.__doc__ or "")) >= set(door.__all__)


def test_there_is_something_to_look_at() -> None:
    """The files and examples that the next tests read are found."""
    assert len({path.parts[-3] for path in CHECKS}) >= 5
    assert any(path.name == "solutions.py" for path in OTHERS)
    assert any("autograder.checks" in imported(example) for example in EXAMPLES)


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: "/".join(path.parts[-3:]))
def test_checks_come_through_the_door(path: Path) -> None:
    """A check imports five libraries and the door."""
    assert imported(path.read_text(encoding="utf-8")) <= ALLOWED


def test_solutions_and_known_answers_stand_alone() -> None:
    """What is run in a student's place imports what a student may, so nothing of ours."""
    found = {path: imported(path.read_text(encoding="utf-8")) - STUDENTS for path in OTHERS}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_guide_comes_through_the_door(number: int) -> None:
    """So do the examples in the guide."""
    assert imported(EXAMPLES[number]) <= ALLOWED


def test_the_guide_names_no_deeper_place() -> None:
    """Nor does its prose send an author deeper."""
    deeper = re.findall(r"autograder\.(?:checks|mathematics|sandbox)\.\w+", GUIDE.read_text(encoding="utf-8"))
    assert deeper == []


def test_looking_deeper_is_seen() -> None:
    """The reading of imports tells a deeper place from the door, in every form of import."""
    for line in (
        "from autograder.checks.values import number",
        "import autograder.sandbox",
        "import scipy.stats",
    ):
        assert not imported(line) <= ALLOWED
