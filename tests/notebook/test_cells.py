"""What nbgrader's metadata say of a cell is read in one place."""

import ast
from pathlib import Path

import pytest
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.notebook.cells import (
    by_grade_id,
    grade_id_of,
    is_answer,
    is_graded,
    is_locked,
    is_test,
    is_written,
    metadata_of,
    points_of,
)
from tests.builders.small_course import marks

ENGINE = Path(__file__).parents[2] / "autograder"
READERS = {"notebook/cells.py", "notebook/file.py"}
"""The second makes a cell of bytes that may be anything, so it reads tables that are no cell yet."""


def reads(source: str) -> list[int]:
    """Return the lines that take nbgrader's keys from anything but nbgrader's own resources."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            base, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            base, key = node.func.value, node.args[0]
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            base, key = node.value, ast.Constant(node.attr if ast.unparse(node.value) != "autograder" else "")
        else:
            continue
        if isinstance(key, ast.Constant) and key.value == "nbgrader" and ast.unparse(base) != "resources":
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", sorted(ENGINE.rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_else_reads_the_keys(path: Path) -> None:
    """Whoever asks what a cell is asks `notebook.cells`."""
    if path.relative_to(ENGINE).as_posix() not in READERS:
        assert reads(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'cell.metadata["nbgrader"]',
        'cell.metadata.get("nbgrader", {})',
        "cell.metadata.nbgrader.grade_id",
        'metadata = cell.metadata\nmetadata["nbgrader"]',
    ],
)
def test_a_reader_is_found(source: str) -> None:
    """Each way to read the keys would be seen."""
    assert reads(source)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (new_code_cell("x = 1"), set()),
        (new_code_cell("x = None", metadata=marks("q1_answer", solution=True)), {is_answer}),
        (
            new_code_cell("assert x", metadata=marks("q1", grade=True, locked=True, points=2)),
            {is_graded, is_test, is_locked},
        ),
        (
            new_markdown_cell("Why?", metadata=marks("q2", grade=True, solution=True, points=2)),
            {is_graded, is_written},
        ),
        (new_markdown_cell("# Title", metadata=marks("title", locked=True)), {is_locked}),
        (
            new_markdown_cell("", metadata=marks("odd", locked=True, grade=True, solution=True)),
            {is_graded, is_written},
        ),
    ],
)
def test_what_a_cell_is(cell: NotebookNode, expected: set[object]) -> None:
    """Each kind of cell that nbgrader has is told from the others."""
    kinds = (is_answer, is_graded, is_locked, is_test, is_written)
    assert {kind for kind in kinds if kind(cell)} == expected


def test_what_a_cell_lacks_has_a_value() -> None:
    """No metadata means no name, no points and no entry."""
    plain = new_code_cell("x = 1")
    named = new_code_cell("assert x", metadata=marks("q1", grade=True, points=2))
    assert (dict(metadata_of(plain)), grade_id_of(plain), points_of(plain)) == ({}, "", 0.0)
    assert (grade_id_of(named), points_of(named)) == ("q1", 2.0)
    assert by_grade_id(NotebookNode(cells=[plain, named])) == {"q1": named}
