"""Tell a notebook that was run out of order from one that is wrong."""

import re
from collections.abc import Sequence

from autograder.notebook.definitions import defined_names, imported_names
from autograder.sandbox import CellRun

_UNKNOWN_NAME = re.compile(r"NameError: name '(\w+)' is not defined")


def out_of_order(cells: Sequence[tuple[int, str]], runs: Sequence[CellRun]) -> dict[int, str]:
    """Explain the cells that use a name which only a later cell defines.

    Parameters
    ----------
    cells : sequence of (int, str)
        Position and source of each code cell, in order.
    runs : sequence of CellRun
        How they ran.

    Returns
    -------
    dict of int to str
        A sentence for the student by the cell's position; cells that failed otherwise are not in it.
    """
    unknown = {
        run.index: found[1]
        for run in runs
        if run.status == "raised" and (found := _UNKNOWN_NAME.match(run.message))
    }
    places = _places(cells, set(unknown.values()))
    told: dict[int, str] = {}
    for index, name in unknown.items():
        later = next((at for at in places.get(name, ()) if at > index), None)
        if later is not None:
            told[index] = (
                f"it uses {name}, which only cell {later + 1}, further down, defines. The cells were run "
                f"out of order: choose Restart and Run All, and move {name} above its first use."
            )
    return told


def _places(cells: Sequence[tuple[int, str]], names: set[str]) -> dict[str, list[int]]:
    """Return the positions of the cells that define each name, each cell read once."""
    found: dict[str, list[int]] = {}
    for index, source in cells if names else ():
        if not any(name in source for name in names):
            continue
        for name in {*defined_names(source), *imported_names(source)} & names:
            found.setdefault(name, []).append(index)
    return found
