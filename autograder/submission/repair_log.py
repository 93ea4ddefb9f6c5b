"""Say in short sentences what was odd about a notebook and what was put back."""

import re
from collections.abc import Iterator, Mapping, Sequence

from nbformat.notebooknode import NotebookNode

from autograder.notebook.cells import grade_id_of, is_test, is_written, metadata_of
from autograder.submission.cell_code import CellCode
from autograder.submission.locked_cells import Placed, new_words
from autograder.submission.matching import Match
from autograder.submission.released import Released
from autograder.text import line

STRANGER = "No cell of the released notebook was found in it: look whether it belongs to another assignment."

_COMMAND = re.compile(r"^[ \t]*+(?:\w[\w, \t]*+=[ \t]*+)?(!.*)$", re.MULTILINE)
_COLAB = re.compile(r"^[ \t]*+(?:import|from)[ \t]++google\.colab\b", re.MULTILINE)
_MOST_NAMED = 3


def kernel(handed_in: NotebookNode, released: Released) -> Iterator[str]:
    """Tell of another kernel, and of Colab."""
    theirs = handed_in.metadata.get("kernelspec", {}).get("name")
    ours = released.notebook.metadata.get("kernelspec", {}).get("name")
    if ours and theirs != ours:
        told = f"'{line(str(theirs), 40)}' " if theirs else ""
        yield f"The notebook's kernel {told}was taken for '{ours}'."
    if "colab" in handed_in.metadata:
        yield "The notebook was saved by Colab; its own keys were put aside."


def lost_metadata(handed_in: NotebookNode, released: Released) -> Iterator[str]:
    """Tell that nbgrader's metadata are gone."""
    wanted = released.by_grade_id.keys()
    there = {grade_id_of(cell) for cell in handed_in.cells if metadata_of(cell)}
    if wanted and not there:
        yield "All nbgrader marks were gone; cells were matched by the names they define and by their text."
    elif wanted - there:
        yield "Some nbgrader marks were missing; they were given anew from the released notebook."


def doubled(released: Released, match: Match) -> Iterator[str]:
    """Tell of cells that stand twice."""
    for wanted in range(len(released.cells)):
        copies = {place for place, of in match.copies.items() if of == wanted}
        if wanted in match.place_of and copies:
            copies.add(match.place_of[wanted])
        places = sorted(copies | set(match.claimers(wanted)))
        if len(places) > 1 and metadata_of(released.cells[wanted]):
            shown = ", ".join(str(place + 1) for place in places)
            yield f"Cells {shown} as handed in were copies of one cell; that does no harm."


def put_back(
    released: Released, match: Match, cells: Sequence[NotebookNode], placed: Sequence[Placed]
) -> tuple[list[str], tuple[str, ...]]:
    """Tell which locked cells were put back, and flag what was written in the text of one.

    Returns
    -------
    list of str
        For the log.
    tuple of str
        For a teacher.
    """
    standing = {item.wanted for item in placed if item.place is not None}
    locked = sorted(released.locked)
    lost = [
        wanted
        for wanted, cell in enumerate(released.cells)
        if (wanted in released.locked or is_written(cell))
        and wanted not in match.place_of
        and wanted not in match.edited.values()
    ]
    moved = [wanted for wanted in locked if wanted in match.place_of and wanted not in standing]
    turned = [
        wanted
        for wanted in locked
        if wanted in match.place_of
        and (cells[match.place_of[wanted]].cell_type == "code")
        != (released.cells[wanted].cell_type == "code")
    ]
    log = [
        *_of_several(
            released, lost, "missing", "the released one was put back", "the released ones were put back"
        ),
        *_of_several(
            released, moved, "moved", "it was put back in its place", "they were put back in their places"
        ),
        *_of_several(
            released,
            turned,
            "turned into another kind of cell",
            "it was turned back",
            "they were turned back",
        ),
    ]
    flags: list[str] = []
    where = {item.place: index + 1 for index, item in enumerate(placed) if item.place is not None}
    for place, wanted in sorted(match.edited.items()):
        title = _title(released.cells[wanted])
        yours = _yours(released.cells[wanted], where[place])
        log.append(f"The {title} was edited; the released one counts, {yours}.")
        is_text = "code" not in (cells[place].cell_type, released.cells[wanted].cell_type)
        if is_text and new_words(cells[place].source, released.cells[wanted].source):
            flags.append(
                f"Somebody wrote in the locked {title}; it is kept in cell {where[place]}: "
                "look whether it is an answer."
            )
    return log, tuple(flags)


def _yours(cell: NotebookNode, number: int) -> str:
    if cell.cell_type != "code":
        return f"yours is kept in cell {number}"
    return f"yours is kept in cell {number} and runs only for what the release does not define"


def _title(cell: NotebookNode) -> str:
    kind = "test cell" if is_test(cell) else "answer cell" if is_written(cell) else "text cell"
    if cell.cell_type == "code" and not is_test(cell):
        kind = "locked cell"
    return f"{kind} {grade_id_of(cell)}".strip()


def _of_several(released: Released, which: Sequence[int], what: str, one: str, several: str) -> Iterator[str]:
    if len(which) == 1:
        yield f"The {_title(released.cells[which[0]])} was {what}; {one}."
    elif which:
        names = [grade_id_of(released.cells[wanted]) for wanted in which]
        shown = ", ".join(names[:_MOST_NAMED])
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        yield f"{len(which)} cells were {what} ({shown}{more}); {several}."


def not_there(codes: Mapping[int, CellCode]) -> Iterator[str]:
    """Tell what a cell asks for that is not there when graded; the sandbox stands in for it."""
    for index, code in codes.items():
        command = _COMMAND.search(code.source)
        if command:
            shown = line(command[1].strip(), 60)
            yield f"Cell {index + 1}: the line '{shown}' does not run when graded."
        if _COLAB.search(code.source):
            yield f"Cell {index + 1}: google.colab is not there when graded; a stand-in does nothing instead."
        if code.asks:
            yield f"Cell {index + 1}: nobody answers input() when graded; it gave an empty text."
