"""Put every locked cell back as it was released, where it was; what was changed in one stands after it."""

import ast
import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.notebook.bindings import bindings, changed_names
from autograder.notebook.cells import is_written
from autograder.notebook.definitions import bound_by, is_text, lines_of, parse_cell, same, without
from autograder.submission.matching import Match
from autograder.submission.released import Released


@dataclass(frozen=True)
class Placed:
    """One cell of the mended notebook, and where it comes from.

    Attributes
    ----------
    place : int or None
        Its position among the student's cells; None for a released one that was put back.
    wanted : int or None
        The locked cell of the release that it is.
    """

    place: int | None = None
    wanted: int | None = None


def arrange(released: Released, match: Match, count: int) -> list[Placed]:
    """Order the cells: the locked ones once each and in the release's order, the student's around them.

    Parameters
    ----------
    released : Released
        What was handed out.
    match : Match
        Which cell stands for which.
    count : int
        How many cells the student has.

    Returns
    -------
    list of Placed
        Every cell of the student's is in it, save those that read as a locked cell does: that cell is.
    """
    locked = [
        wanted
        for wanted, cell in enumerate(released.cells)
        if wanted in released.locked or (is_written(cell) and wanted not in match.place_of)
    ]
    answers = set(match.place_of.values())
    changed: dict[int, int] = {}
    for place, wanted in sorted(match.edited.items()):
        if wanted not in match.place_of and place not in answers:
            changed.setdefault(wanted, place)
    anchors = _in_order(changed | match.place_of)
    slots = {wanted: _slot(wanted, anchors, changed) for wanted in locked}
    before: dict[int, list[int]] = {}
    for wanted in locked:
        if wanted not in anchors or wanted in changed:
            before.setdefault(slots[wanted], []).append(wanted)
    standing = {
        place: wanted for wanted, place in anchors.items() if wanted in slots and wanted not in changed
    }
    gone = {match.place_of[wanted] for wanted in locked if wanted in match.place_of} - standing.keys()
    late: dict[int, list[int]] = {}
    for place, wanted in sorted(match.edited.items()):
        if place not in answers and place < slots[wanted]:
            late.setdefault(wanted, []).append(place)
            gone.add(place)
    made: list[Placed] = []
    for place in range(count + 1):
        for wanted in before.get(place, ()):
            made += [Placed(None, wanted), *(Placed(late_place) for late_place in late.get(wanted, ()))]
        if place in standing:
            wanted = standing[place]
            made += [Placed(place, wanted), *(Placed(late_place) for late_place in late.get(wanted, ()))]
        elif place < count and place not in gone:
            made.append(Placed(place))
    return made


def _in_order(place_of: Mapping[int, int]) -> dict[int, int]:
    """Return the most pairs that stand in the release's order: a longest increasing run of places."""
    pairs = sorted(place_of.items())
    ends: list[int] = []  # the least place that ends a run of each length, and which pair that is
    which: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect.bisect_left(ends, place)
        before.append(which[length - 1] if length else -1)
        ends[length : length + 1], which[length : length + 1] = [place], [number]
    chosen: list[int] = []
    at = which[-1] if which else -1
    while at >= 0:
        chosen.append(at)
        at = before[at]
    return dict(pairs[number] for number in reversed(chosen))


def _slot(wanted: int, anchors: Mapping[int, int], changed: Mapping[int, int]) -> int:
    """Return the place before which a locked cell belongs: its own, or behind what stands before it."""
    if wanted in anchors:
        return anchors[wanted]
    above = [at for at in anchors if at < wanted]
    return anchors[max(above)] + 1 if above else 0


def new_words(source: str, released: str) -> bool:
    """Tell whether somebody wrote in a text cell, rather than took something away."""
    known = {" ".join(line.split()) for line in released.splitlines()}
    return any(" ".join(line.split()) not in known for line in source.splitlines() if line.strip())


def what_is_new(source: str, original: str, released: Released) -> str | None:
    """Return what runs of a changed version of a locked cell: only what the release does not do itself.

    Parameters
    ----------
    source : str
        The changed cell.
    original : str
        The released one.
    released : Released
        What was handed out.

    Returns
    -------
    str or None
        The source, every line at its place, without the statements that bind or change a name of the
        release, or that stand in the released cell too; None when nothing else is in it.
    """
    module, theirs = parse_cell(source), parse_cell(original)
    if module is None:
        return None
    known = theirs.body if theirs else []
    dropped = [node for node in module.body if _is_old(node, known, released)]
    gone = set(map(id, dropped))
    left = [node for node in module.body if id(node) not in gone and not is_text(node)]
    mixed = [node for node in left if changed_names(node) & released.names]
    if not left:
        return None
    made = without(_renamed(source, mixed, released), dropped)
    # Where statements share a line, or a block binds what it may not, all of it goes.
    return made if _is_spared(made, released) else without(source, [*dropped, *mixed])


def _is_spared(source: str, released: Released) -> bool:
    module = parse_cell(source)
    return module is not None and not any(changed_names(node) & released.names for node in module.body)


def _is_old(node: ast.stmt, known: Sequence[ast.stmt], released: Released) -> bool:
    if any(same(node, other) for other in known):
        return True
    changed = changed_names(node)
    if not changed & released.names:
        return False
    new = {binding.name for binding in bindings(node)} - released.names
    # An assignment or import that binds new names too runs for these.
    return not new or not isinstance(node, ast.Assign | ast.Import | ast.ImportFrom)


def _renamed(source: str, mixed: Sequence[ast.stmt], released: Released) -> str:
    """Let assignments and imports bind the release's names no more, each in its line."""
    lines = [line.encode() for line in lines_of(source)]
    for first, start, end, text in sorted(_edits(mixed, released), reverse=True):
        lines[first] = lines[first][:start] + text + lines[first][end:]
    return "\n".join(line.decode() for line in lines)


def _edits(mixed: Sequence[ast.stmt], released: Released) -> Iterator[tuple[int, int, int, bytes]]:
    """Yield line, first and last column, and what stands there instead."""
    for node in mixed:
        for part in ast.walk(node):
            end = getattr(part, "end_col_offset", None) or 0
            if isinstance(part, ast.alias) and bound_by(part) in released.names:
                yield part.lineno - 1, part.col_offset, end, f"{part.name} as _".encode()
            elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and part.id in released.names:
                yield part.lineno - 1, part.col_offset, end, b"_"
