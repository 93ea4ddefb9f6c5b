"""Read the bytes of a notebook file that may be anything: every age of format, every kind of damage.

Of a notebook only cell types, sources, ids, pictures and a few marks stay. Reading takes time and memory in
proportion to the file, and says of each limit what it is and what to do.
"""

import hashlib
import re
from typing import Any

from nbformat.notebooknode import NotebookNode

from autograder.errors import UnreadableSubmission
from autograder.notebook.pictures import Pictures
from autograder.notebook.raw_json import parsed
from autograder.text import line, plural

LARGEST_BYTES = 64 << 20
"""A larger file is not read; a notebook with many pictures has a few MiB."""
MOST_CELLS = 2000
"""A notebook of more cells is not run."""
LONGEST_CELL = 100_000
"""Characters of one cell."""
LONGEST_NOTEBOOK = 1_000_000
"""Characters of all cells."""
_LONGEST_MARK = 200
_LONGEST_KERNEL = 100
_BEGINNINGS = (
    (b"PK\x03\x04", "a ZIP archive; unpack it and hand in the notebook itself"),
    (b"%PDF", "a PDF; hand in the notebook itself, the file that ends in .ipynb"),
    (b"\x89PNG", "a picture; hand in the notebook itself, the file that ends in .ipynb"),
    (b"\xff\xd8\xff", "a picture; hand in the notebook itself, the file that ends in .ipynb"),
    (b"<", "a web page; download the notebook itself, with File, Download .ipynb"),
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_NO_LIST = "the file is JSON but no notebook: it has no list of cells"


def read_notebook(content: bytes) -> NotebookNode:
    """Read a notebook leniently, as `read_logged`, and say nothing of what was left out."""
    return read_logged(content)[0]


def read_logged(content: bytes) -> tuple[NotebookNode, tuple[str, ...]]:
    """Read a notebook leniently.

    Parameters
    ----------
    content : bytes
        The file's bytes.

    Returns
    -------
    NotebookNode
        Of nbformat 4.5, without outputs. Line ends are line feeds.
    tuple of str
        What was damaged and left out, one sentence each.

    Raises
    ------
    UnreadableSubmission
        When it is not a notebook or passes a limit; the message says so and what to do.
    """
    beginning = content[:100].lstrip() or content.lstrip()[:100]
    if not beginning:
        raise UnreadableSubmission("the file is empty; save the notebook and hand it in again")
    for sign, kind in _BEGINNINGS:
        if beginning.startswith(sign):
            raise UnreadableSubmission(f"the file is not a notebook but {kind}")
    table = parsed(content)
    found = _cells(table)
    if len(found) > MOST_CELLS:
        raise UnreadableSubmission(
            f"the notebook has {len(found)} cells; at most {MOST_CELLS} are graded: "
            "delete those that are no answers and hand it in again"
        )
    reading = _Reading()
    cells = [reading.cell(place, cell) for place, cell in enumerate(found, start=1) if isinstance(cell, dict)]
    if len(cells) < len(found):
        left_out = plural(len(found) - len(cells), "entry", "entries")
        reading.log.append(f"The file's list of cells held {left_out} that are no cells; they were left out.")
    metadata = _as_table(table.get("metadata"))
    notebook = NotebookNode(cells=cells, metadata=NotebookNode(), nbformat=4, nbformat_minor=5)
    kernel = _as_table(metadata.get("kernelspec"))
    if kernel:
        notebook.metadata.kernelspec = NotebookNode(
            (key, _clean(kernel[key])[:_LONGEST_KERNEL])
            for key in ("name", "display_name", "language")
            if isinstance(kernel.get(key), str)
        )
    if "colab" in metadata:
        notebook.metadata.colab = NotebookNode()
    return notebook, (*reading.log, *reading.pictures.log)


def _cells(table: dict[str, Any]) -> list[Any]:
    """Return the list of cells, also of the old format 3, where it lies in sheets."""
    cells = table.get("cells")
    sheets = table.get("worksheets")
    if cells is None and sheets is not None:
        if not isinstance(sheets, list):
            raise UnreadableSubmission(
                "the notebook has the old format 3 and is damaged; open it in Jupyter and save it again"
            )
        lists = [_as_table(sheet).get("cells") for sheet in sheets]
        cells = [_upgraded(cell) for found in lists if isinstance(found, list) for cell in found]
    if not isinstance(cells, list):
        raise UnreadableSubmission(_NO_LIST)
    return cells


def _upgraded(cell: Any) -> Any:
    """Bring a cell of the old format 3 to the present one."""
    table = dict(_as_table(cell))
    if table.get("cell_type") == "code":
        table["source"] = table.get("input", "")
    elif table.get("cell_type") == "heading":
        level = table.get("level")
        hashes = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        table["source"] = f"{hashes} {_text(table.get('source')) or ''}"
    return table if isinstance(cell, dict) else cell


class _Reading:
    """Reads the cells of one notebook, and keeps count of what all of them take."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.pictures = Pictures()
        self._characters = 0

    def cell(self, place: int, cell: dict[str, Any]) -> NotebookNode:
        kind = cell.get("cell_type") if cell.get("cell_type") in ("code", "raw") else "markdown"
        text = _text(cell.get("source", ""))
        if text is None:
            self.log.append(f"Cell {place} of the file held no text; it was read as an empty one.")
            text = ""
        more: dict[str, Any] = {}
        if kind == "code":
            more = {"outputs": [], "execution_count": None}
        else:
            text, attached = self.pictures.of(place, text, cell.get("attachments"))
            if attached:
                pictures = ((name, NotebookNode([picture])) for name, picture in attached.items())
                more = {"attachments": NotebookNode(pictures)}
        source = self._measured(place, text)
        name = _id(place, cell.get("id"), text)
        made = NotebookNode(cell_type=kind, metadata=NotebookNode(), source=source, id=name, **more)
        grade_id = _as_table(_as_table(cell.get("metadata")).get("nbgrader"))
        if isinstance(grade_id.get("grade_id"), str):
            roles = {role: True for role in ("grade", "solution") if grade_id.get(role) is True}
            made.metadata.nbgrader = NotebookNode(
                grade_id=_clean(grade_id["grade_id"])[:_LONGEST_MARK], **roles
            )
        return made

    def _measured(self, place: int, text: str) -> str:
        if len(text) > LONGEST_CELL:
            raise UnreadableSubmission(
                f"cell {place} ({line(text, 40)!r}) has {len(text):,} characters; at most {LONGEST_CELL:,} "
                "are read: delete what is no answer and hand it in again"
            )
        self._characters += len(text)
        if self._characters > LONGEST_NOTEBOOK:
            raise UnreadableSubmission(
                f"the cells have more than {LONGEST_NOTEBOOK:,} characters together, which is the most that "
                "is read: delete what is no answer and hand it in again"
            )
        return text


def _text(source: object) -> str | None:
    """Return a cell's source with line feeds as line ends; None when it is no text."""
    if isinstance(source, list):
        parts = [part for part in source if isinstance(part, str)]
        if source and not parts:
            return None
        source = "".join(parts)
    if not isinstance(source, str):
        return None
    return _clean(source).replace("\r\n", "\n").replace("\r", "\n")


def _clean(text: str) -> str:
    """Replace halves of characters, which no file can hold."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _id(place: int, given: object, source: str) -> str:
    """Return a cell's own id where it is one, else one that is the same at every reading."""
    if isinstance(given, str) and _ID.match(given):
        return given
    return "made-" + hashlib.sha256(f"{place}\0{source}".encode()).hexdigest()[:16]


def _as_table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
