"""Decide which of a student's cells give each function that was asked for.

A name's last definition is the answer. What the question's own answer cell makes of it counts like one; an
import or a plotting cell elsewhere counts only where there is neither. A value never replaces a function.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.notebook.bindings import Binding
from autograder.notebook.definitions import same
from autograder.submission.cell_code import EVERYTHING, CellCode
from autograder.submission.released import Released


@dataclass(frozen=True)
class Kept:
    """Which cells give the answers.

    Attributes
    ----------
    keep : dict of int to tuple of str
        In the cell at this position, and when it ran, what these names stand for is kept if it can be called.
    replaced : dict of str to str
        For a name of which another real definition lost, a sentence that names both cells.
    log : tuple of str
        What hid an answer and costs nothing, one sentence each.
    """

    keep: dict[int, tuple[str, ...]]
    replaced: dict[str, str]
    log: tuple[str, ...]


def kept_answers(
    released: Released,
    running: Mapping[int, CellCode],
    dropped: Collection[tuple[int, int]],
    own: Mapping[str, Sequence[int]],
) -> Kept:
    """Decide for every name that was asked for.

    Parameters
    ----------
    released : Released
        What was asked.
    running : mapping of int to CellCode
        The student's cells that run, by position, in order.
    dropped : collection of (int, int)
        The statements that do not run: position of the cell, identity of the statement.
    own : mapping of str to sequence of int
        Where each name's own answer cell may be, the best first.
    """
    found: dict[str, dict[int, list[Binding]]] = {}
    for index, code in running.items():
        for binding in code.bound:
            if (index, id(binding.node)) not in dropped:
                found.setdefault(binding.name, {}).setdefault(index, []).append(binding)
        for name in () if code.parsed else code.names:
            found.setdefault(name, {}).setdefault(index, [])
    keep: dict[int, list[str]] = {}
    replaced: dict[str, str] = {}
    log: list[str] = []
    for name in released.stubs:
        cells = found.get(name, {})
        if name not in released.functions:
            replaced.update(_replaced(name, _real(cells, released)))
            continue
        places = _places(cells, found.get(EVERYTHING, {}), own.get(name, ()), released)
        for index in places:
            keep.setdefault(index, []).append(name)
        answers = {at: b for at, b in _real(cells, released).items() if at in places and b.how != "value"}
        replaced.update(_replaced(name, answers))
        log += _hidden(name, cells, list(answers), released)
    log += _all_imported(found.get(EVERYTHING, {}), keep)
    return Kept({index: tuple(names) for index, names in sorted(keep.items())}, replaced, tuple(log))


def _real(cells: Mapping[int, list[Binding]], released: Released) -> dict[int, Binding]:
    """Return, for each cell that does more than repeat the stub, what it makes of a name in the end."""
    last: dict[int, Binding] = {}
    for index, bound in cells.items():
        real = [binding for binding in bound if not released.is_stub(binding)]
        if real:
            last[index] = next((b for b in real[::-1] if b.how == "definition"), real[-1])
    return last


def _places(
    cells: Mapping[int, list[Binding]],
    everything: Mapping[int, list[Binding]],
    own: Sequence[int],
    released: Released,
) -> list[int]:
    real = _real(cells, released)
    home = next((at for at in own if at in real), None)
    if home is None:
        home = next((at for at in own if at in everything), None)
    chosen = {at for at, binding in real.items() if binding.how == "definition"}
    chosen |= {at for at in [home] if at is not None}
    if not chosen:
        return sorted(cells.keys() | everything.keys()) if cells else sorted(everything)
    # A cell with a syntax error that was meant to define it: should it run after all, it counts.
    return sorted(chosen | {at for at, bound in cells.items() if not bound})


def _replaced(name: str, answers: Mapping[int, Binding]) -> dict[str, str]:
    if len(answers) < 2:
        return {}
    *before, last = sorted(answers)
    others = [at for at in before if not same(answers[at].node, answers[last].node)]
    if not others:
        return {}
    return {name: f"{name} is taken from cell {last + 1}; it replaces the one in cell {others[-1] + 1}."}


def _hidden(
    name: str,
    cells: Mapping[int, list[Binding]],
    answers: Sequence[int],
    released: Released,
) -> Iterator[str]:
    """Tell of cells below an answer that gave its name something else."""
    for index, bound in cells.items():
        before = [at for at in answers if at <= index]
        after = bound[-1].how != "definition" if bound else False
        hides = before and after and (index not in answers or bound[-1].how == "value")
        if hides and not released.is_stub(bound[-1]):
            what = "imports another" if bound[-1].how == "import" else "gives another value to"
            yield (
                f"Cell {index + 1} {what} {name}; your {name} of cell {before[-1] + 1} counts, "
                "so this costs nothing."
            )


def _all_imported(everything: Mapping[int, list[Binding]], keep: Mapping[int, list[str]]) -> Iterator[str]:
    for index in everything:
        if any(at < index for at in keep) and index not in keep:
            yield (
                f"Cell {index + 1} imports everything from a module; where that hides an answer of yours, "
                "your answer counts."
            )
