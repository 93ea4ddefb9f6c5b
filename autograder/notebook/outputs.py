"""What running a notebook gave: outputs put back into it, and reports of the cells that stopped."""

from collections.abc import Mapping, Sequence

from nbformat.notebooknode import NotebookNode, from_dict

from autograder.models import CellReport, Status
from autograder.notebook.cells import is_graded
from autograder.sandbox import CellRun


def with_outputs(notebook: NotebookNode, runs: Sequence[CellRun]) -> NotebookNode:
    """Return a notebook whose code cells hold the outputs of these runs and no others.

    Parameters
    ----------
    notebook : NotebookNode
        The repaired notebook.
    runs : sequence of CellRun
        What running it gave, by cell index.

    Returns
    -------
    NotebookNode
        A new notebook of new cells; what hangs deeper, such as metadata, it shares with the other.
    """
    executed = NotebookNode(notebook)
    executed.cells = [NotebookNode(cell) for cell in notebook.cells]
    for cell in executed.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for count, run in enumerate(runs, start=1):
        cell = executed.cells[run.index]
        cell.execution_count = count
        cell.outputs = [from_dict(output) for output in run.outputs]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return executed


def cell_reports(
    notebook: NotebookNode, runs: Sequence[CellRun], order: Mapping[int, str]
) -> tuple[CellReport, ...]:
    """Report the cells that did not pass; locked test cells speak through their checks.

    Parameters
    ----------
    notebook : NotebookNode
        The repaired notebook.
    runs : sequence of CellRun
        What running it gave.
    order : mapping of int to str
        What `run_order.out_of_order` says of these runs.

    Returns
    -------
    tuple of CellReport
        In the notebook's order.
    """
    reports = []
    for run in runs:
        if run.status != Status.PASSED and not is_graded(notebook.cells[run.index]):
            reports.append(CellReport(run.index, Status(run.status), order.get(run.index) or run.message))
    return tuple(reports)
