"""Why a name that was asked for is not there after a notebook was run."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from autograder.models import Status
from autograder.notebook.definitions import defined_names
from autograder.sandbox import CellRun


def why_missing(
    asked: Iterable[str],
    cells: Sequence[tuple[int, str]],
    runs: Sequence[CellRun],
    names: Collection[str],
    order: Mapping[int, str],
) -> dict[str, str]:
    """Say for each name that was asked for and is not there why it is not.

    Parameters
    ----------
    asked : iterable of str
        The names that the assignment asks for.
    cells : sequence of (int, str)
        Position and source of each code cell.
    runs : sequence of CellRun
        How they ran.
    names : collection of str
        What is there.
    order : mapping of int to str
        What `run_order.out_of_order` says of these runs.

    Returns
    -------
    dict of str to str
        A sentence for the student by name.
    """
    broken = {run.index: run.message for run in runs if run.status != Status.PASSED}
    reasons: dict[str, str] = {}
    for name in asked:
        if name in names:
            continue
        reasons[name] = f"{name} is not defined: no cell of the notebook defines it."
        for index, source in cells:
            if index in broken and name in defined_names(source):
                why = order.get(index) or broken[index]
                reasons[name] = f"{name} is not defined, because its cell stopped: {why}"
    return reasons
