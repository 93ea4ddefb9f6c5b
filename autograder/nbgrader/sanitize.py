"""Make a student's notebook harmless to look at.

nbgrader's feedback and formgrader put markdown, some outputs and metadata into their pages as they are, so
whatever could run there is taken out when the notebook is written: outputs stay as text and PNG, a student's
markdown keeps its words and loses its HTML, links with odd targets and active mathematics, and metadata is
ours alone. What equals a cell of the master notebook is the author's own and stays untouched.

Cells and outputs are put together from plain fields and the whole notebook is validated once, at the end:
nbformat's own makers validate each piece alone, with a validator that takes ten times as long.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping

import nbformat
from nbformat import NotebookNode

from autograder.notebook.cells import grade_id_of, metadata_of

_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_MOST_AGAIN = 8
_GRADE_ID = re.compile(r"[A-Za-z0-9_-]+\Z")
_PICTURE_NAME = re.compile(r"[A-Za-z0-9._-]+\Z")
_PICTURE_HEADS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}

# A "<" that a browser or a markdown parser could read as the start of a tag, comment or automatic link.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# The only targets that stay links: plain web addresses, and pictures carried by the cell itself.
_SAFE_TARGET = re.compile(
    r"(?<!!)\[[^\[\]\n\"<>]*\]\(https?://[A-Za-z0-9\-._~:/?#@!$*+,;=%]+\)"
    r"|!\[[\w .,-]*\]\(attachment:[A-Za-z0-9._-]+\)"
)
_TARGET = re.compile(r"\](?=[(:\[])")
# TeX commands with which MathJax makes links, styles or elements.
_ACTIVE_TEX = re.compile(
    r"\\(?=(?:href|url|style|class|cssId|data|html|bbox|require|mmlToken|unicode|includegraphics|verb|csname)"
    r"(?![A-Za-z]))",
    re.IGNORECASE,
)
# A fence of this name is put into the page unescaped.
_DIAGRAM = re.compile(
    r"(?:^|(?<=[\r\u2424]))(?=[^\w\n\r\u2424]*(?:```|~~~))([^\w\n\r\u2424]*+)(?=mermaid)",
    re.IGNORECASE | re.MULTILINE,
)


def safe_notebook(notebook: NotebookNode, master: NotebookNode) -> NotebookNode:
    """Return a copy of a notebook that no viewer can be made to run.

    Parameters
    ----------
    notebook : NotebookNode
        A student's, executed; left unchanged.
    master : NotebookNode
        The assignment's own, whose cells are trusted.

    Returns
    -------
    NotebookNode
        With the same cells in the same order; it is valid.
    """
    trusted = {(cell.cell_type, cell.source) for cell in master.cells}
    safe = NotebookNode(cells=[], metadata=NotebookNode(), nbformat=4, nbformat_minor=5)
    for key in ("kernelspec", "language_info"):
        if key in master.metadata:
            safe.metadata[key] = master.metadata[key]
    ids: set[str] = set()
    for index, cell in enumerate(notebook.cells):
        copied = _safe_cell(cell, trusted=(cell.cell_type, cell.source) in trusted)
        copied.id = _fresh_id(str(cell.get("id", "")), index, ids)
        safe.cells.append(copied)
    nbformat.validate(safe)
    return safe


def safe_markdown(text: str) -> str:
    """Return markdown that keeps its words and cannot become active, wherever it is rendered.

    Parameters
    ----------
    text : str
        A student's, or one that quotes a student.

    Returns
    -------
    str
        With a space after each ``<`` that could open a tag: that reads the same in prose, code and
        mathematics, while an entity would show up as itself in the latter two.
    """
    text = _TAG.sub("< ", text)
    kept, at = [], 0
    for link in _SAFE_TARGET.finditer(text):
        kept += [_TARGET.sub("] ", text[at : link.start()]), link.group()]
        at = link.end()
    text = "".join([*kept, _TARGET.sub("] ", text[at:])])
    text = _ACTIVE_TEX.sub(r"\\ ", text)
    return _DIAGRAM.sub(r"\1text ", text)


def _safe_cell(cell: NotebookNode, *, trusted: bool) -> NotebookNode:
    if cell.cell_type == "code":
        outputs = [safe for output in cell.get("outputs", []) if (safe := _safe_output(output))]
        made = _cell("code", cell.source, outputs=outputs, execution_count=_count(cell))
    elif cell.cell_type == "raw":
        # Raw cells go into a page as they are; as an indented block they are shown instead.
        made = _cell("markdown", "    " + safe_markdown(cell.source).replace("\n", "\n    "))
    else:
        pictures = _safe_attachments(cell.get("attachments"))
        source = cell.source if trusted else _with_pictures(safe_markdown(cell.source), pictures)
        made = _cell("markdown", source)
        if pictures:
            made.attachments = pictures
    if known := _known_metadata(cell):
        made.metadata["nbgrader"] = known
    return made


def _cell(kind: str, source: str, **more: object) -> NotebookNode:
    return NotebookNode(cell_type=kind, source=source, metadata=NotebookNode(), **more)


def _known_metadata(cell: NotebookNode) -> dict[str, object]:
    """Return the nbgrader keys of a cell, those of the schema and no others."""
    if not _GRADE_ID.match(grade_id_of(cell)):
        return {}
    known = ("schema_version", "grade", "locked", "solution", "task", "grade_id", "points", "checksum")
    theirs = metadata_of(cell)
    return {key: theirs[key] for key in known if key in theirs}


def _safe_output(output: NotebookNode) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return NotebookNode(output_type="stream", name=name, text=_text(output.get("text", "")))
    if kind == "error":
        return NotebookNode(
            output_type="error",
            ename=_text(output.get("ename", "")),
            evalue=_text(output.get("evalue", "")),
            traceback=[_text(line) for line in output.get("traceback", [])],
        )
    data = _safe_data(output.get("data", {}))
    if not data:
        return None
    made = NotebookNode(output_type="display_data", data=NotebookNode(data), metadata=NotebookNode())
    if kind == "execute_result":
        made.output_type, made.execution_count = "execute_result", _count(output)
    return made


def _safe_data(shown: Mapping[str, object]) -> dict[str, str]:
    data: dict[str, str] = {}
    picture = shown.get("image/png")
    if isinstance(picture, str) and _is_picture("image/png", picture):
        data["image/png"] = picture
    if "text/plain" in shown:
        data["text/plain"] = _text(shown["text/plain"])
    return data


def _count(counted: NotebookNode) -> int | None:
    """Return what a notebook may hold as a count: a whole number, no bool, not below 0."""
    count = counted.get("execution_count")
    return count if type(count) is int and count >= 0 else None


def _text(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_picture(kind: str, data: object) -> bool:
    """Tell base64 of the right kind of picture from anything that could leave an HTML attribute."""
    if not isinstance(data, str):
        return False
    try:
        content = base64.b64decode(data.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return content.startswith(_PICTURE_HEADS[kind])


def _safe_attachments(attachments: object) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for name, kinds in attachments.items() if isinstance(attachments, dict) else ():
        pictures = {
            kind: kinds[kind] for kind in _PICTURE_HEADS if kind in kinds and _is_picture(kind, kinds[kind])
        }
        if _PICTURE_NAME.match(str(name)) and pictures:
            kept[name] = pictures
    return kept


def _with_pictures(source: str, pictures: Iterable[str]) -> str:
    """Name a picture that is not there in words; a viewer stops at it otherwise."""
    return re.sub(
        r"!\[[\w .,-]*+\]\(attachment:([A-Za-z0-9._-]+)\)",
        lambda match: match.group() if match.group(1) in pictures else f"(picture {match.group(1)})",
        source,
    )


def _fresh_id(wanted: str, index: int, taken: set[str]) -> str:
    """Return an id that no other cell has, never longer than an id may be."""
    name, number = wanted if _CELL_ID.match(wanted) else f"cell-{index}", 0
    while name in taken:
        again = "-again" * number if number <= _MOST_AGAIN else f"-{number}"
        name, number = f"cell-{index}{again}", number + 1
    taken.add(name)
    return name
