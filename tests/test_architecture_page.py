"""What the pages for contributors name exists: files of the engine, tests, packages, links to pages."""

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
ARCHITECTURE = DOCS / "architecture.md"
PAGES = [
    ARCHITECTURE,
    DOCS / "record.md",
    DOCS / "security.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((DOCS / "decisions").glob("*.md")),
]
_PATH = re.compile(r"\b(?:autograder|tests|docs|benchmarks|reference|assignments)/[\w./*-]*[\w/*]")
_TEST = re.compile(r"(?P<file>tests/[\w/]+\.py)?::(?P<test>\w+)")
_LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]+)")


def name_of(path: Path) -> str:
    """Return a page's path inside the repository."""
    return path.relative_to(ROOT).as_posix()


def engine_paths(text: str) -> list[str]:
    """Return the engine's files and folders that a text names."""
    return [path for path in _PATH.findall(text) if path.startswith("autograder/") and "*" not in path]


def named_tests(text: str) -> list[tuple[str, str]]:
    """Return each test that a text names with its file; ``::name`` alone lies in the file before it."""
    found: list[tuple[str, str]] = []
    for match in _TEST.finditer(text):
        found.append((match["file"] or found[-1][0], match["test"]))
    return found


def names_of_tests(path: Path) -> set[str]:
    """Return the names of a file's tests."""
    return {
        node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_exists(page: Path) -> None:
    """A file that was renamed is named anew in the pages."""
    named = {path for path in _PATH.findall(page.read_text("utf-8")) if "*" not in path}
    missing = {path for path in named if not (ROOT / path).exists() and "kmeans" not in path}
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_test_exists(page: Path) -> None:
    """A promise whose test was renamed or dropped is found here."""
    named = named_tests(page.read_text("utf-8"))
    missing = [
        (file, test)
        for file, test in named
        if not (ROOT / file).is_file() or test not in names_of_tests(ROOT / file)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Links between the pages hold offline too."""
    targets = _LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_package_and_ground_file_stands_in_the_page() -> None:
    """A new package gets its line."""
    engine = ROOT / "autograder"
    packages = {path.parent.relative_to(ROOT).as_posix() + "/" for path in engine.glob("*/__init__.py")}
    text = ARCHITECTURE.read_text("utf-8")
    assert {package for package in packages if f"`{package}`" not in text} == set()
    alone = {path.name for path in engine.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert {name for name in alone if not re.search(rf"[`/]{name}`", text)} == set()


def test_every_row_of_the_question_table_names_one_place() -> None:
    """Each question has an answer, and no file is promised that the engine has not."""
    section = ARCHITECTURE.read_text("utf-8").partition("## Question → file")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 30
    assert [question for question, answer in rows if not engine_paths(answer)] == []


def test_picture_names_files_that_exist() -> None:
    """The picture follows the files too."""
    picture = (DOCS / "architecture.svg").read_text("utf-8")
    named = re.findall(r"\b[a-z_]+/(?:[a-z_]+\.py)?|\b[a-z_]+\.py", re.sub(r"<(?!/?text)[^>]*>", "", picture))
    files = {name for name in named if not name.startswith("www")}
    assert len(files) > 15
    assert {name for name in files if not (ROOT / "autograder" / name).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_printed_python_imports_what_exists(page: Path) -> None:
    """A reader may paste the code."""
    for block in re.findall(r"<<'EOF'\n(.*?)^EOF$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom) and node.module:
                module = importlib.import_module(node.module)
                assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []
