"""The house rules that can be read off the files: who may import whom, sizes, names, secrets."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = sorted((ROOT / "autograder").rglob("*.py"))
ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/assignment.toml"))


def imports(path: Path) -> set[str]:
    """Return every module that a file imports, absolute."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            prefix = "" if node.level == 0 else "autograder." * bool(node.level)
            found.add(prefix + (node.module or ""))
    return found


def ours(path: Path) -> set[str]:
    """Return the modules of the engine that a file imports."""
    return {name for name in imports(path) if name.split(".")[0] == "autograder"}


def name_of(path: Path) -> str:
    """Return a file's path inside the repository."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_engine_never_imports_the_reference(path: Path) -> None:
    """The reference is loaded by path, so nothing can drag it into a sandbox."""
    assert not {name for name in imports(path) if name.split(".")[0] in {"reference", "assignments", "tests"}}


@pytest.mark.parametrize("path", sorted((ROOT / "autograder" / "sandbox").glob("*.py")), ids=name_of)
def test_sandbox_stands_alone(path: Path) -> None:
    """The sandbox imports nothing of ours outside itself."""
    assert {name for name in ours(path) if not name.startswith("autograder.sandbox")} == set()


@pytest.mark.parametrize("name", ["evaluator", "forms", "intervals", "ratios"])
def test_evaluator_needs_only_mathematics(name: str) -> None:
    """What evaluates students' expressions imports mpmath, the standard library and its neighbours."""
    found = imports(ROOT / "autograder" / "mathematics" / f"{name}.py")
    outside = {module for module in found if module.split(".")[0] not in sys.stdlib_module_names}
    assert outside <= {"mpmath", "autograder.forms"}  # a neighbour, by a relative import


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_nothing_imports_the_command_line(path: Path) -> None:
    """The command line is the outermost layer."""
    if path.name != "__main__.py":
        assert not {name for name in ours(path) if name.startswith("autograder.cli")} or "cli" in name_of(
            path
        )


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_only_its_own_rooms_know_nbgrader(path: Path) -> None:
    """The gradebook's library is imported where the gradebook is kept, and nowhere else."""
    inside = name_of(path).startswith(("autograder/nbgrader/", "autograder/gradebook", "autograder/release"))
    assert inside or not {name for name in imports(path) if name.split(".")[0] == "nbgrader"}


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_engine_knows_no_assignment_by_name(path: Path) -> None:
    """A new assignment is two folders and no edit elsewhere."""
    text = path.read_text(encoding="utf-8")
    assert [name for name in ASSIGNMENTS if f'"{name}"' in text or f"'{name}'" in text] == []


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_files_stay_small(path: Path) -> None:
    """A file that grows past 400 lines owns two ideas."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_no_drawers(path: Path) -> None:
    """A module is named for what it owns."""
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager"}


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_no_pickle(path: Path) -> None:
    """Values from a student's side never pass through pickle."""
    assert not imports(path) & {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
