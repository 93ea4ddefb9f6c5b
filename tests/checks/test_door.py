"""The author's door: its list is whole, and nobody goes around it."""

import ast
import re
import sys
from pathlib import Path
from types import ModuleType

from autograder import checks

ROOT = Path(__file__).parents[2]
AUTHORED = sorted((ROOT / "reference").rglob("*.py"))
PAGE = ROOT / "docs" / "write-an-assignment.md"
LIBRARIES = {"numpy", "sklearn", "scipy", "pytest", "hypothesis", "mpmath", "matplotlib"}


def imported(source: str) -> set[str]:
    """Return the modules that a source imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_list_is_whole_and_sorted() -> None:
    """What can be imported from the door stands in its list, and nothing that is not there."""
    public = {
        name
        for name, value in vars(checks).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert set(checks.__all__) == public
    assert checks.__all__ == sorted(checks.__all__)


def test_every_name_is_told_to_authors() -> None:
    """The docstring and the page for authors say what each name is for."""
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in checks.__all__ if f"`{name}`" not in (checks.__doc__ or "")] == []
    assert [name for name in checks.__all__ if not re.search(rf"\b{name}\b", page)] == []


def test_assignments_use_the_door() -> None:
    """An inner move of the engine costs no assignment anything."""
    assert AUTHORED
    for path in AUTHORED:
        outside = imported(path.read_text(encoding="utf-8")) - {"autograder.checks"}
        assert {name.split(".")[0] for name in outside} <= LIBRARIES | sys.stdlib_module_names, path


def test_page_for_authors_uses_the_door() -> None:
    """Every example, and every module that the text names."""
    page = PAGE.read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    assert examples
    for example in examples:
        names = {name for name in imported(example) if name.startswith("autograder")}
        assert names <= {"autograder.checks"}
    assert not re.search(r"autograder\.(values|exploration|student|mathematics|sandbox|checks\.\w)", page)
