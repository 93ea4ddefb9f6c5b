"""Any bytes become a notebook or one clear line."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.errors import UnreadableSubmission
from autograder.notebook.file import MOST_CELLS, read_notebook


def written(**table: object) -> bytes:
    return json.dumps(table).encode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\n<!doctype html><title>Sign in</title>", "a web page"),
        (b"\x00\xff\xfe\x80", "not text"),
        (b"import numpy as np", "not JSON"),
        (b'{"cells": [', "cut off"),
        (b"[" * 200_000, "more than 100 deep"),
        (b"[]", "no list of cells"),
        (b"null", "no list of cells"),
        (b'{"cells": 5}', "no list of cells"),
        (b'{"worksheets": 5}', "old format 3"),
    ],
)
def test_what_is_no_notebook_says_what_it_is(content: bytes, told: str) -> None:
    """One line, with the kind of file and what to do."""
    with pytest.raises(UnreadableSubmission) as caught:
        read_notebook(content)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_too_many_cells_are_not_run() -> None:
    """Ten thousand cells are refused by number, the most allowed are read."""
    cell = {"cell_type": "code", "source": "1"}
    assert len(read_notebook(written(cells=[cell] * MOST_CELLS)).cells) == MOST_CELLS
    with pytest.raises(UnreadableSubmission, match="has 10000 cells; at most 2000"):
        read_notebook(written(cells=[cell] * 10_000))


def test_damage_inside_cells_is_read_around() -> None:
    """Odd types become harmless ones, and what is no cell is left out."""
    cells = [
        {"cell_type": "code", "source": ["a = 1\n", "b = 2"], "outputs": "none", "metadata": None},
        {"cell_type": "heading", "source": "Old"},
        {"cell_type": "raw", "source": 7, "id": 5},
        "no cell",
        {"cell_type": "code", "source": "x\r\ny", "id": "i" * 500, "metadata": {"nbgrader": "broken"}},
        {"cell_type": "code", "source": "\ud800"},
    ]
    notebook = read_notebook(written(cells=cells, nbformat=99, metadata=[]))
    nbformat.validate(notebook)
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        ("code", "a = 1\nb = 2"),
        ("markdown", "Old"),
        ("raw", ""),
        ("code", "x\ny"),
        ("code", "?"),
    ]


def test_old_notebooks_are_brought_up() -> None:
    """A notebook of format 3 gives the same cells."""
    notebook = new_notebook(cells=[new_markdown_cell("Text"), new_code_cell("a = 1")])
    old = nbformat.convert(notebook, 3)
    cells = read_notebook(nbformat.writes(old, version=3).encode()).cells
    assert [(cell.cell_type, cell.source) for cell in cells] == [("markdown", "Text"), ("code", "a = 1")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_thai_in_any_encoding(encoding: str) -> None:
    """Names and comments in Thai come through, whatever editor saved the file."""
    text = json.dumps({"cells": [{"cell_type": "code", "source": "คำตอบ = 1"}]}, ensure_ascii=False)
    assert read_notebook(text.encode(encoding)).cells[0].source == "คำตอบ = 1"
