"""Tell a notebook that was run out of order from one that is wrong."""

import re
from collections.abc import Sequence

from autograder.definitions import defined_names, imported_names
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
    told: dict[int, str] = {}
    for run in runs:
        unknown = _UNKNOWN_NAME.match(run.message)
        if run.status != "raised" or unknown is None:
            continue
        name = unknown[1]
        for index, source in cells:
            if index > run.index and name in (*defined_names(source), *imported_names(source)):
                told[run.index] = (
                    f"it uses {name}, which only cell {index + 1}, further down, defines. The cells were run "
                    f"out of order: choose Restart and Run All, and move {name} above its first use."
                )
                break
    return told
