"""What reading a submission gives, as plain bounded data, and the notebook that is built of it.

The data comes from a process that parsed a student's bytes, so nothing in it is believed: every type and
length is checked while it is decoded, and the notebook is put together from these fields, the released
notebook's own metadata, and nothing else.
"""

import copy
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from msgspec import Meta, msgpack
from nbformat.notebooknode import NotebookNode

from autograder.notebook.cells import by_grade_id, grade_id_of
from autograder.notebook.file import LONGEST_CELL, MOST_CELLS
from autograder.notebook.pictures import LARGEST_PICTURE, MOST_PICTURES, SIGNS
from autograder.text import line, plural

LARGEST_REPLY = 24 << 20
"""Bytes of all of it."""
_MOST_CELLS = 2 * MOST_CELLS
_LONGEST_SOURCE = 4 * LONGEST_CELL
LONGEST_TOLD = 400
"""Characters of one sentence."""
_MOST_SENTENCES = 200
_LONGEST_SENTENCE = LONGEST_TOLD + 100
_MOST_NAMES = 1000
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")

Source = Annotated[str, Meta(max_length=_LONGEST_SOURCE)]
Word = Annotated[str, Meta(max_length=200)]
Place = Annotated[int, Meta(ge=0, lt=_MOST_CELLS)]
Sentence = Annotated[str, Meta(max_length=_LONGEST_SENTENCE)]
Sentences = Annotated[list[Sentence], Meta(max_length=_MOST_SENTENCES + 1)]
Names = Annotated[list[Word], Meta(max_length=_MOST_NAMES)]
Data = Annotated[str, Meta(max_length=LARGEST_PICTURE)]


class MendedCell(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A cell of the mended notebook.

    Attributes
    ----------
    kind : str
        Its type.
    source : str
        Its text.
    id : str
        Its id.
    grade_id : str
        Which released cell's metadata it bears; '' for none.
    pictures : dict of str to (str, str)
        Type and base64 of what is attached, by name.
    as_released : bool
        Whether what is attached is what the released cell has.
    """

    kind: Literal["code", "markdown", "raw"]
    source: Source
    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
    grade_id: Word = ""
    pictures: Annotated[
        dict[Word, tuple[Literal["image/png", "image/jpeg"], Data]], Meta(max_length=MOST_PICTURES)
    ] = {}
    as_released: bool = False


class Mended(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A mended notebook; as `repair.Repaired`, in plain data."""

    cells: Annotated[list[MendedCell], Meta(max_length=_MOST_CELLS)]
    to_run: Annotated[list[tuple[Place, Source]], Meta(max_length=_MOST_CELLS)]
    repairs: Sentences = []
    flags: Sentences = []
    keep: Annotated[dict[Place, Names], Meta(max_length=_MOST_CELLS)] = {}
    replaced: Annotated[dict[Word, Sentence], Meta(max_length=_MOST_NAMES)] = {}


_DECODER = msgpack.Decoder(Mended)


def packed(mended: Mended) -> Any:
    """Return a reply as an array of bytes, in which form it may be larger than a text."""
    return np.frombuffer(msgpack.encode(mended), np.uint8)


def unpacked(data: object) -> Mended:
    """Read a reply.

    Raises
    ------
    ValueError
        When it is none.
    """
    if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.nbytes > LARGEST_REPLY:
        raise ValueError("a reply that is none")
    try:
        return _DECODER.decode(data.tobytes())
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)[:200]) from error


def sentences(told: tuple[str, ...]) -> list[str]:
    """Return sentences that fit a reply: each on one line, and only so many."""
    kept = [line(sentence, LONGEST_TOLD) for sentence in told[:_MOST_SENTENCES]]
    missing = len(told) - len(kept)
    return [*kept, f"And {plural(missing, 'more sentence')} of this kind."] if missing else kept


def described(cell: NotebookNode, released: Mapping[str, NotebookNode]) -> MendedCell:
    """Describe a cell of a mended notebook.

    Parameters
    ----------
    cell : NotebookNode
        The cell.
    released : mapping of str to NotebookNode
        The released cells by grade id.
    """
    grade_id = grade_id_of(cell)
    attached = cell.get("attachments") or {}
    as_released = grade_id in released and attached == (released[grade_id].get("attachments") or {})
    pictures = {} if as_released else _pictures(attached)
    return MendedCell(cell.cell_type, cell.source, cell.id, grade_id, pictures, as_released)


def rebuilt(mended: Mended, notebook: NotebookNode) -> NotebookNode:
    """Build the mended notebook.

    Parameters
    ----------
    mended : Mended
        What was read.
    notebook : NotebookNode
        As it was released; left unchanged.

    Raises
    ------
    ValueError
        When it does not fit the release or itself.
    """
    released = by_grade_id(notebook)
    marked = [cell.grade_id for cell in mended.cells if cell.grade_id]
    if len(set(marked)) < len(marked) or not released.keys() >= set(marked):
        raise ValueError("grade ids that no released cell has, or two cells with the same ones")
    taken = {cell.id for cell in mended.cells if cell.grade_id}
    made = NotebookNode(copy.deepcopy({key: value for key, value in notebook.items() if key != "cells"}))
    made.cells = []
    for place, cell in enumerate(mended.cells):
        built = _built(cell, released)
        if not cell.grade_id:
            if cell.id in taken:
                built.id = _fresh_id(place, taken)
            taken.add(built.id)
        made.cells.append(built)
    places = [place for place, _ in mended.to_run]
    code = [place for place, cell in enumerate(mended.cells) if cell.kind == "code"]
    if places != sorted(set(places)) or not set(code) >= {*places, *mended.keep}:
        raise ValueError("cells to run that are none")
    return made


def _built(cell: MendedCell, released: Mapping[str, NotebookNode]) -> NotebookNode:
    built = NotebookNode(cell_type=cell.kind, id=cell.id, source=cell.source, metadata=NotebookNode())
    if cell.grade_id:
        built.metadata = copy.deepcopy(released[cell.grade_id].metadata)
    if cell.kind == "code":
        built.outputs, built.execution_count = [], None
        return built
    if cell.as_released and cell.grade_id and released[cell.grade_id].get("attachments"):
        built.attachments = copy.deepcopy(released[cell.grade_id].attachments)
    elif cell.pictures:
        if not all(_BASE64.fullmatch(data) for _, data in cell.pictures.values()):
            raise ValueError("a picture that is none")
        built.attachments = NotebookNode(
            (name, NotebookNode([picture])) for name, picture in cell.pictures.items()
        )
    return built


def _pictures(attached: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Any, str]]:
    return {
        name: (kind, bundle[kind]) for name, bundle in attached.items() for kind in SIGNS if kind in bundle
    }


def _fresh_id(place: int, taken: set[str]) -> str:
    fresh = f"cell-at-{place}"
    while fresh in taken:
        fresh += "x"
    return fresh
