"""The house rules that can be read off the files: who may import whom, sizes, names, secrets."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = sorted((ROOT / "autograder").rglob("*.py"))
CHECKS = sorted((ROOT / "reference").glob("*/checks/*.py"))
ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/assignment.toml"))

LAYER = {
    "sandbox": 0,
    "ground": 1,
    "mathematics": 2,
    "notebook": 2,
    "course": 3,
    "submission": 4,
    "checks": 4,
    "reporting": 4,
    "diagnosis": 5,
    "selfcheck": 5,
    "grading": 6,
    "validation": 6,
    "nbgrader": 7,
    "demo": 8,
    "doctor": 8,
    "cli": 9,
    "__main__": 10,
}
"""How high each package stands: a file imports its own package and lower ones."""
GROUND = {"errors", "final_score", "models", "results", "scoring", "text"}
"""The files beside the packages that everybody may use: pure, without input or output."""
AUTHORS_MAY_IMPORT = {"numpy", "sklearn", "pytest", "hypothesis", "mpmath"}
"""What an assignment's checks import beside the standard library and the author's two doors."""
DOORS = {"autograder.checks", "autograder.mathematics"}


def imports(path: Path) -> set[str]:
    """Return every module that a file imports, wherever in it: in functions and for type checkers too."""
    return imported(path.read_text(encoding="utf-8"), path)


def imported(source: str, path: Path) -> set[str]:
    """Return the modules that a source imports as if it were this file; ``from x import y`` may mean x.y."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, path)
            found |= {f"{base}.{alias.name}" if is_package(base) else base for alias in node.names}
    return found


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    parts = path.relative_to(ROOT).parts[: -node.level]
    return ".".join([*parts, *([node.module] if node.module else [])])


def is_package(name: str) -> bool:
    """Whether a module's name is a package of ours."""
    return (ROOT / Path(*name.split("."))).is_dir()


def package_of(module: str) -> str:
    """Return the package of a module of the engine: ``autograder.course.layout`` lies in ``course``."""
    parts = [*module.split("."), "__init__"]
    return "ground" if parts[1] in GROUND | {"__init__"} else parts[1]


def module_of(path: Path) -> str:
    """Return the name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def arrows_up(module: str, targets: set[str]) -> set[str]:
    """Return what a module imports although it lies in another package that is not lower."""
    here = package_of(module)
    ours = {name for name in targets if name.split(".")[0] == "autograder"}
    return {name for name in ours if (there := package_of(name)) != here and LAYER[there] >= LAYER[here]}


def reached(package: str) -> set[str]:
    """Return every module of ours to which a package's imports lead, wherever they stand."""
    files = {module_of(path).removesuffix(".__init__"): path for path in ENGINE}
    seen: set[str] = set()
    waiting = [module_of(path).removesuffix(".__init__") for path in files_of(package)]
    while waiting:
        module = waiting.pop()
        if module in files and module not in seen:
            seen.add(module)
            waiting += [*imports(files[module]), module.rpartition(".")[0]]
    return seen


def files_of(package: str) -> list[Path]:
    """Return the files of a package."""
    return [path for path in ENGINE if package_of(module_of(path)) == package]


def name_of(path: Path) -> str:
    """Return a file's path inside the repository."""
    return path.relative_to(ROOT).as_posix()


def libraries(path: Path) -> set[str]:
    """Return the first names of what a file imports."""
    return {name.split(".")[0] for name in imports(path)}


def public_classes() -> Iterator[tuple[str, str]]:
    """Yield every public class of the engine that stands at a file's top level, with the file."""
    for path in ENGINE:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, name_of(path)


def test_every_package_has_its_layer() -> None:
    """A new package says how high it stands, and none that is gone is in the table."""
    assert {package_of(module_of(path)) for path in ENGINE} == set(LAYER)


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_arrows_point_down(path: Path) -> None:
    """A file imports its own package and lower layers, also in functions and for type checkers."""
    assert arrows_up(module_of(path), imports(path)) == set()


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("autograder/diagnosis/diagnose.py", "from autograder.grading.grader import Grader"),
        ("autograder/reporting/pages.py", "from autograder.checks import floats"),
        ("autograder/course/layout.py", "def f():\n    import autograder.submission.find"),
        ("autograder/grading/batch.py", "if TYPE_CHECKING:\n    from autograder.nbgrader import gradebook"),
        ("autograder/notebook/cells.py", "from ..course import layout"),
        ("autograder/models.py", "from autograder.mathematics import trees"),
        ("autograder/validation/bench.py", "from autograder import grading"),
    ],
)
def test_arrow_up_is_seen(place: str, source: str) -> None:
    """However it is written."""
    path = ROOT / place
    assert arrows_up(module_of(path), imported(source, path)) != set()


@pytest.mark.parametrize("path", files_of("sandbox"), ids=name_of)
def test_sandbox_stands_alone(path: Path) -> None:
    """The sandbox imports nothing of ours outside itself and knows no neighbour by its path."""
    ours = {name for name in imports(path) if name.startswith("autograder")}
    assert {name for name in ours if not name.startswith("autograder.sandbox.")} == set()
    text = path.read_text(encoding="utf-8")
    assert ".parent /" not in text
    assert "parents[1] /" not in text


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_only_its_own_package_knows_nbgrader(path: Path) -> None:
    """The gradebook's library is imported where the gradebook is kept, and nowhere else."""
    assert package_of(module_of(path)) == "nbgrader" or "nbgrader" not in libraries(path)


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_only_checks_know_pytest(path: Path) -> None:
    """What runs checks is one package."""
    assert package_of(module_of(path)) == "checks" or not libraries(path) & {"pytest", "_pytest"}


def test_reports_are_made_of_records() -> None:
    """Records in, text out: no page can run, check or grade anything."""
    assert not {package_of(name) for name in reached("reporting")} & {"checks", "grading"}
    direct = {name for path in files_of("reporting") for name in imports(path)}
    assert not {name for name in direct if name.startswith("autograder.sandbox")}


def test_validation_does_not_grade() -> None:
    """An assignment is proved with what runs checks; what grades is proved against the same answers."""
    assert "grading" not in {package_of(name) for name in reached("validation")}


@pytest.mark.parametrize("path", CHECKS, ids=name_of)
def test_checks_use_the_doors(path: Path) -> None:
    """An inner move of the engine costs no assignment anything."""
    for name in imports(path):
        first = name.split(".")[0]
        assert first in AUTHORS_MAY_IMPORT | sys.stdlib_module_names or name.rpartition(".")[0] in DOORS, name


def test_no_class_name_stands_twice() -> None:
    """One word, one meaning."""
    places = defaultdict(list)
    for name, place in public_classes():
        places[name].append(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_engine_never_imports_the_reference(path: Path) -> None:
    """The reference is loaded by path, so nothing can drag it into a sandbox."""
    assert not libraries(path) & {"reference", "assignments", "tests"}


@pytest.mark.parametrize("name", ["evaluator", "forms", "intervals", "ratios"])
def test_evaluator_needs_only_mathematics(name: str) -> None:
    """What evaluates students' expressions imports mpmath, the standard library and its neighbours."""
    found = imports(ROOT / "autograder" / "mathematics" / f"{name}.py")
    outside = {module for module in found if module.split(".")[0] not in sys.stdlib_module_names}
    assert outside <= {"mpmath", "autograder.mathematics.forms"}


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
