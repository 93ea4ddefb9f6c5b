"""Read the bytes of a notebook file that may be anything: every age of format, every kind of damage."""

import json
from collections.abc import Callable
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from autograder.errors import UnreadableSubmission

LARGEST_BYTES = 64 << 20
"""A larger file is not read; a notebook with many pictures has a few MiB."""
MOST_CELLS = 2000
"""A notebook of more cells is not run."""
_LARGEST_SOURCE = 1 << 20
_BEGINNINGS = (
    (b"PK\x03\x04", "a ZIP archive; unpack it and hand in the notebook itself"),
    (b"%PDF", "a PDF; hand in the notebook itself, the file that ends in .ipynb"),
    (b"\x89PNG", "a picture; hand in the notebook itself, the file that ends in .ipynb"),
    (b"\xff\xd8\xff", "a picture; hand in the notebook itself, the file that ends in .ipynb"),
    (b"<", "a web page; download the notebook itself, with File, Download .ipynb"),
)


def read_notebook(content: bytes) -> NotebookNode:
    """Read a notebook leniently: only cell types, sources, ids, attachments and a few marks stay.

    Parameters
    ----------
    content : bytes
        The file's bytes.

    Returns
    -------
    NotebookNode
        Of nbformat 4.5, without outputs.

    Raises
    ------
    UnreadableSubmission
        When it is not a notebook; the message says what it is instead and what to do.
    """
    table = _table(content)
    if "cells" not in table and "worksheets" in table:
        table = _upgraded(table)
    cells = table.get("cells")
    if not isinstance(cells, list):
        raise UnreadableSubmission("the file is JSON but no notebook: it has no list of cells")
    if len(cells) > MOST_CELLS:
        raise UnreadableSubmission(f"the notebook has {len(cells)} cells; at most {MOST_CELLS} are graded")
    metadata = table.get("metadata")
    notebook: NotebookNode = new_notebook()
    notebook.cells = [_cell(cell) for cell in cells if isinstance(cell, dict)]
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    if isinstance(kernel, dict):
        notebook.metadata["kernelspec"] = {
            key: kernel[key]
            for key in ("name", "display_name", "language")
            if isinstance(kernel.get(key), str)
        }
    if isinstance(metadata, dict) and "colab" in metadata:
        notebook.metadata["colab"] = {}
    return notebook


def _table(content: bytes) -> dict[str, Any]:
    if not content.strip():
        raise UnreadableSubmission("the file is empty; save the notebook and hand it in again")
    for beginning, kind in _BEGINNINGS:
        if content.lstrip().startswith(beginning):
            raise UnreadableSubmission(f"the file is not a notebook but {kind}")
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        table = json.loads(text)
    except UnicodeDecodeError:
        raise UnreadableSubmission(
            "the file is not text, so it is no notebook; hand in the file that ends in .ipynb"
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise UnreadableSubmission(
            "the file is not JSON, so it is no notebook, or it was cut off; save it and hand it in again"
        ) from None
    if not isinstance(table, dict):
        raise UnreadableSubmission("the file is JSON but no notebook: it has no list of cells")
    return table


def _upgraded(table: dict[str, Any]) -> dict[str, Any]:
    """Bring a notebook of the old format 3 to the present one."""
    try:
        upgraded: dict[str, Any] = nbformat.convert(nbformat.from_dict(table), 4)
    except Exception:  # nbformat's converters raise whatever damage makes them raise
        raise UnreadableSubmission(
            "the notebook has the old format 3 and is damaged; open it in Jupyter and save it again"
        ) from None
    return upgraded


def _cell(cell: dict[str, Any]) -> NotebookNode:
    make: Callable[[str], NotebookNode] = new_markdown_cell
    if cell.get("cell_type") in ("code", "raw"):
        make = new_code_cell if cell["cell_type"] == "code" else new_raw_cell
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    text = source.replace("\r\n", "\n") if isinstance(source, str) else ""
    text = text.encode("utf-8", errors="replace").decode("utf-8")[:_LARGEST_SOURCE]
    made = make(text)
    if isinstance(cell.get("id"), str):
        made.id = cell["id"][:64]
    if isinstance(cell.get("attachments"), dict) and made.cell_type != "code":
        made.attachments = nbformat.from_dict(cell["attachments"])
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(marks, dict) and isinstance(marks.get("grade_id"), str):
        roles = {role: True for role in ("grade", "solution") if marks.get(role) is True}
        made.metadata["nbgrader"] = {"grade_id": marks["grade_id"], **roles}
    return made
