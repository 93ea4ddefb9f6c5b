"""Known answers laid over the released notebook do what running their files one after another does."""

import ast
import builtins
import re
import warnings
from collections.abc import Collection
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.layout import Assignment, Course
from autograder.course.settings import Settings
from autograder.course.variants import load_variants
from autograder.demo.overlay import overlay
from autograder.notebook.cells import is_answer, is_test
from autograder.notebook.definitions import definitions, stub_names
from tests.builders.sample_assignment import ID, write_sample
from tests.builders.small_course import marks

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENTS = sorted(path.parent.name for path in (ROOT / "assignments").glob("*/assignment.toml"))


def assignment_of(*stubs: str, given: str = "") -> Assignment:
    """Make an assignment of one answer cell a stub, below a cell that is given."""
    notebook = NotebookNode(metadata=NotebookNode(), nbformat=4, nbformat_minor=5, cells=[])
    notebook.cells = [new_markdown_cell("# Title"), new_code_cell(given)]
    notebook.cells += [
        new_code_cell(stub, metadata=marks(f"q{number}_answer", solution=True))
        for number, stub in enumerate(stubs)
    ]
    return Assignment("made", Path(), Settings(title="Made"), notebook, ())


def answers(assignment: Assignment, folder: Path, *sources: str) -> list[str]:
    """Return the answer cells after laying these sources over an assignment."""
    paths = [folder / f"source{number}.py" for number in range(len(sources))]
    for path, source in zip(paths, sources, strict=True):
        path.write_text(source, encoding="utf-8")
    return [cell.source for cell in overlay(assignment, paths).cells if is_answer(cell)]


def executed(*sources: str) -> dict[str, Any]:
    """Run sources one after another; docstrings are left out, so that code with and without compares."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # In one piece, because the compiler treats a name otherwise where it sees it imported.
        tree = ast.parse("\n".join(sources))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
                del node.body[0]
        exec(compile(tree, "<source>", "exec"), namespace)
    return namespace


def computed(source: str) -> set[str]:
    """Return the constants that a source computes rather than writes down."""
    return {
        name
        for name, node in definitions(source)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and node.value is not None
        and any(isinstance(part, ast.Call) for part in ast.walk(node.value))
    }


def answers_and_imports(notebook: NotebookNode, left_out: Collection[str] = ()) -> list[str]:
    """Return the answer cells in order, but those of some names, and the imports of the cells between."""
    return [
        cell.source if is_answer(cell) else "\n".join(re.findall(r"^(?:import|from) .*$", cell.source, re.M))
        for cell in notebook.cells
        if cell.cell_type == "code" and not (is_answer(cell) and set(left_out) & set(stub_names(cell.source)))
    ]


def fingerprint(value: object, namespace: dict[str, Any], seen: frozenset[str] = frozenset()) -> object:
    """Return what a value is, functions by their code and by everything of the namespace they reach."""
    if isinstance(value, FunctionType):
        return (
            code_of(value.__code__, namespace, seen),
            repr(value.__defaults__),
            repr(value.__kwdefaults__),
        )
    if isinstance(value, type) and value.__module__ == "__main__":
        return {n: fingerprint(v, namespace, seen) for n, v in vars(value).items() if not n.startswith("__")}
    if isinstance(value, np.ndarray):
        return (value.dtype, value.tolist())
    return getattr(value, "__name__", None) or repr(value).split(" at 0x")[0]


def code_of(code: CodeType, namespace: dict[str, Any], seen: frozenset[str]) -> object:
    constants = [
        code_of(part, namespace, seen) if isinstance(part, CodeType) else repr(part)
        for part in code.co_consts
    ]
    reached = {
        name: fingerprint(namespace.get(name, "missing"), namespace, seen | {name})
        for name in code.co_names
        if name not in seen and (name in namespace or not hasattr(builtins, name))
    }
    return (code.co_code, code.co_varnames, constants, reached)


@pytest.mark.slow
@pytest.mark.parametrize("assignment_id", ASSIGNMENTS)
def test_every_known_submission_stays_what_it_is(course: Course, assignment_id: str) -> None:
    """In the notebook, every stub has the code that the files give it, helpers and defaults included."""
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    stubs = {
        name for cell in assignment.notebook.cells if is_answer(cell) for name in stub_names(cell.source)
    }
    solutions = reference.solutions_path
    variants = load_variants(course, assignment, reference)
    numbers = [variants.source] if variants else []
    assert stubs
    # A constant that is computed from other answers follows them in the notebook.
    following = computed(solutions.read_text(encoding="utf-8"))
    stubs -= following
    for sources in [
        [solutions],
        *([solutions, known.path] for known in (*reference.right, *reference.wrong[::4])),
    ]:
        notebook = overlay(assignment, sources)
        expected = executed(*numbers, *[path.read_text(encoding="utf-8") for path in sources])
        actual = executed(*numbers, *answers_and_imports(notebook, following))
        for name in sorted(stubs):
            assert fingerprint(expected[name], expected) == fingerprint(actual[name], actual), sources[-1]


@pytest.mark.parametrize("assignment_id", ASSIGNMENTS)
def test_answers_stand_in_their_own_cells(course: Course, assignment_id: str) -> None:
    """No cell is added, moved or left a stub, and what is not an answer is untouched."""
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    notebook = overlay(assignment, [reference.solutions_path])
    assert len(assignment.notebook.cells) == len(notebook.cells)
    for before, after in zip(assignment.notebook.cells, notebook.cells, strict=True):
        assert before.metadata == after.metadata
        if is_answer(before):
            assert "NotImplementedError" not in after.source
            assert set(stub_names(before.source)) <= set(stub_names(after.source))
        else:
            assert before == after


@pytest.mark.parametrize("assignment_id", ASSIGNMENTS)
def test_mistakes_are_not_named(course: Course, assignment_id: str) -> None:
    """A known file's docstring, question and equals stay out of the notebook."""
    assignment, reference = course.assignment(assignment_id), course.reference(assignment_id)
    for known in (*reference.right, *reference.wrong):
        text = "\n".join(
            cell.source
            for cell in overlay(assignment, [reference.solutions_path, known.path]).cells
            if is_answer(cell)
        )
        assert known.sentence not in " ".join(text.split())
        assert "QUESTION" not in text
        assert "SAME_AS" not in text


def test_visible_tests_pass_on_solutions(tmp_path: Path) -> None:
    """The sample's solutions run from top to bottom, asserts and all."""
    course = write_sample(tmp_path)
    assignment, reference = course.assignment(ID), course.reference(ID)
    notebook = overlay(assignment, [reference.solutions_path, reference.right[0].path])
    namespace: dict[str, Any] = {}
    tests = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, namespace)
            tests += is_test(cell)
    assert tests == 2


def test_master_is_left_alone(tmp_path: Path) -> None:
    """The assignment's own notebook does not change."""
    course = write_sample(tmp_path)
    assignment = course.assignment(ID)
    before = [cell.source for cell in assignment.notebook.cells]
    overlay(assignment, [course.reference(ID).solutions_path])
    assert before == [cell.source for cell in assignment.notebook.cells]


STUB_F = 'def f(x):\n    """Return twice x."""\n    raise NotImplementedError\n'
STUB_G = "# A constant.\nG = None\n"


def test_needs_come_along_in_order(tmp_path: Path) -> None:
    """Imports on top, then helpers and constants, then the answer; the stub's comment and docstring stay."""
    made = assignment_of(STUB_F, STUB_G, given="import math")
    source = (
        '"""A mistake in words."""\nimport math\nimport json\n\nQUESTION = "q"\n_TWO = int("2")\n\n\n'
        "def _times(x):\n    return _TWO * x\n\n\ndef unused():\n    return json\n\n\n"
        "def f(x):\n    return _times(math.floor(x))\n\n\nG = json.dumps(_TWO)\n"
    )
    assert [
        '_TWO = int("2")\n\n\ndef _times(x):\n    return _TWO * x\n\n\n'
        'def f(x):\n    """Return twice x."""\n    return _times(math.floor(x))\n',
        "import json\n\n\n# A constant.\nG = json.dumps(_TWO)\n",
    ] == answers(made, tmp_path, source)


@pytest.mark.parametrize(
    ("sources", "name", "expected"),
    [
        # A later file redefines a helper: what calls it later sees the new one.
        (["def _h(x):\n    return 1\n\ndef f(x):\n    return _h(x)\n", "def _h(x):\n    return 2\n"], "f", 2),
        # A later file wraps the older answer.
        (
            ["def f(x):\n    return 1\n", "_old = f\n\ndef f(x):\n    return _old(x) + 10\n"],
            "f",
            11,
        ),
        # A decorator, and a name bound twice.
        (
            ["def _twice(g):\n    return lambda x: 2 * g(x)\n\n@_twice\ndef f(x):\n    return 4\n"],
            "f",
            8,
        ),
        (["def f(x):\n    return 4\n\nf = (lambda g: lambda x: g(x) + 1)(f)\n"], "f", 5),
        # A constant that is changed after it is made, by the same file and by a later one.
        (["G = {}\nG['a'] = 1\nG.update(b=2)\n", "G['a'] = 3\n"], "G", {"a": 3, "b": 2}),
        # A local name, a parameter and a loop variable called like somebody else's helper.
        (["h = 1 / 1\n\ndef f(h):\n    return [h for h in (h,)][0]\n"], "f", 3),
        # State kept in a global.
        (["_n = 5\n\ndef f(x):\n    global _n\n    _n += 1\n    return _n\n"], "f", 6),
        # A class with a default taken from a constant, and a conditional import.
        (
            [
                "try:\n    import numpy as np\nexcept ImportError:\n    np = None\n_K = 2\n"
                "class _C:\n    k = _K\n    def go(self, x):\n        return int(np.sum([self.k, x]))\n"
                "def f(x, c=_C()):\n    return c.go(x)\n"
            ],
            "f",
            5,
        ),
        # Two names in one statement.
        (["def f(x):\n    return G\n\nf, G = f, 7\n"], "f", 7),
    ],
)
def test_odd_sources_mean_the_same(tmp_path: Path, sources: list[str], name: str, expected: object) -> None:
    """Whatever way a file makes its names, the notebook makes them too."""
    made = executed(*answers(assignment_of(STUB_F, "G = None\n"), tmp_path, *sources))
    assert expected == (made[name](3) if name == "f" else made[name])
    plain = executed(*sources)
    assert expected == (plain[name](3) if name == "f" else plain[name])


def test_local_names_pull_in_nothing(tmp_path: Path) -> None:
    """A local variable that happens to be called like a helper does not bring the helper along."""
    source = "h = 1\n\ndef f(x):\n    h = x\n    return h\n"
    assert "h = 1" not in answers(assignment_of("def f(x): pass"), tmp_path, source)[0]


def test_undefined_stub_stays(tmp_path: Path) -> None:
    """What no source answers is handed in as it was released."""
    assert [STUB_F, STUB_G] == answers(assignment_of(STUB_F, STUB_G), tmp_path, "other = 1\n")
