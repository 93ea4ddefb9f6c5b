"""The page on security names tests that exist."""

import ast
import re
from pathlib import Path

from tests.builders.small_course import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
_NAMED = re.compile(r"`(?P<file>tests/[\w/]+\.py)?(?:::(?P<test>\w+))?`")


def named() -> list[tuple[str, str]]:
    """Return each file with a test in it that the page names; '' for the file alone."""
    found: list[tuple[str, str]] = []
    for match in _NAMED.finditer(PAGE):
        if match["file"]:
            found.append((match["file"], match["test"] or ""))
        elif match["test"]:
            found.append((found[-1][0], match["test"]))
    return found


def names_of_tests(path: Path) -> set[str]:
    """Return the names of a file's tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_named_test_exists() -> None:
    """A promise whose test was renamed or dropped is found here."""
    assert len(named()) > 25
    missing = [
        (file, test)
        for file, test in named()
        if not (ROOT / file).is_file() or (test and test not in names_of_tests(ROOT / file))
    ]
    assert missing == []
