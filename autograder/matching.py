"""Find, for each cell of the released notebook that nbgrader knows, the student's cell that stands for it."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from nbformat.notebooknode import NotebookNode

from autograder.definitions import defined_names, definitions, shape

_ALIKE = 0.75


def marks_of(cell: NotebookNode) -> Mapping[str, object]:
    """Return a cell's nbgrader keys; empty when it has none."""
    marks: Mapping[str, object] = cell.metadata.get("nbgrader", {})
    return marks


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether a cell of the release is a stub to fill in with code."""
    return cell.cell_type == "code" and bool(marks_of(cell).get("solution"))


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell of the release holds visible tests: graded, and not the student's to write."""
    return bool(marks_of(cell).get("grade")) and not marks_of(cell).get("solution")


def is_written(cell: NotebookNode) -> bool:
    """Tell whether a cell of the release asks for prose that a person reads."""
    return cell.cell_type != "code" and bool(marks_of(cell).get("solution"))


class Match:
    """Which of the student's cells stands for which released cell.

    Parameters
    ----------
    released : sequence of NotebookNode
        The master's cells.
    handed_in : sequence of NotebookNode
        The student's.
    stubs : mapping of str to str
        The shape of each stub, by name.

    Attributes
    ----------
    place_of : dict of int to int
        Position among the student's cells by position among the released ones.
    """

    def __init__(
        self, released: Sequence[NotebookNode], handed_in: Sequence[NotebookNode], stubs: Mapping[str, str]
    ) -> None:
        self._released = released
        self._handed_in = handed_in
        self._stubs = stubs
        self.place_of: dict[int, int] = {}
        self._defined = [defined_names(cell.source) for cell in handed_in]
        for wanted, cell in enumerate(released):
            if is_test(cell) or marks_of(cell).get("locked"):
                self._take(wanted, self._same_text(cell))
        for find in (self._answers, self._tests, self._prose):
            find()

    def next_after(self, wanted: int) -> int:
        """Return where a released cell that is missing belongs: behind what stands before it."""
        before = [place for at, place in self.place_of.items() if at < wanted]
        return max(before) + 1 if before else 0

    def _take(self, wanted: int, place: int | None) -> None:
        if place is not None and place not in self.place_of.values():
            self.place_of[wanted] = place

    def _free(self) -> Iterator[int]:
        taken = set(self.place_of.values())
        return (place for place in range(len(self._handed_in)) if place not in taken)

    def _answers(self) -> None:
        """Give each answer cell the last cell that really defines its names, else one that claims it."""
        for wanted, cell in enumerate(self._released):
            if not is_answer(cell):
                continue
            names = set(defined_names(cell.source))
            ranked = [
                self._rank(place, cell, names)
                for place in self._free()
                if self._handed_in[place].cell_type == "code"
                and (names & set(self._defined[place]) or self._claims(place, cell))
            ]
            if ranked:
                self._take(wanted, max(ranked)[-1])

    def _tests(self) -> None:
        """Give each test cell the cell that claims it, else one that reads nearly the same."""
        for wanted, cell in enumerate(self._released):
            if is_test(cell) and wanted not in self.place_of:
                code = [p for p in self._free() if self._handed_in[p].cell_type == "code"]
                claimed = [place for place in code if self._claims(place, cell)]
                near = claimed or [place for place in code if self._nearly(place, cell)]
                self._take(wanted, near[0] if near else None)

    def _prose(self) -> None:
        """Give each written answer the cell that claims it, else the text where the answer belongs."""
        for wanted, cell in enumerate(self._released):
            if not is_written(cell) or wanted in self.place_of:
                continue
            texts = [p for p in self._free() if self._handed_in[p].cell_type != "code"]
            claimed = [place for place in texts if self._claims(place, cell)]
            start = self.next_after(wanted)
            later = [place for at, place in self.place_of.items() if at > wanted and place >= start]
            end = min(later, default=len(self._handed_in))
            between = [p for p in texts if start <= p < end and self._handed_in[p].source.strip()]
            changed = [p for p in claimed if self._handed_in[p].source.strip() != cell.source.strip()]
            # A doubled cell claims the same; the one that was written in counts.
            self._take(wanted, next(iter([*changed, *claimed, *between]), None))

    def _rank(self, place: int, cell: NotebookNode, names: set[str]) -> tuple[int, int, int]:
        """Rank by how many names it really defines, then the last; else by whether it claims the cell."""
        real = self._really_defines(place, names)
        return real, place if real else int(self._claims(place, cell)), place

    def _same_text(self, cell: NotebookNode) -> int | None:
        text = cell.source.strip()
        for place in self._free():
            other = self._handed_in[place]
            if other.cell_type == cell.cell_type and other.source.strip() == text:
                return place
        return None

    def _claims(self, place: int, cell: NotebookNode) -> bool:
        other = self._handed_in[place]
        claimed = marks_of(other).get("grade_id")
        if claimed is not None:
            return bool(claimed == marks_of(cell).get("grade_id"))
        return bool(other.get("id")) and other.get("id") == cell.get("id")

    def _nearly(self, place: int, cell: NotebookNode) -> bool:
        other = self._handed_in[place].source
        if "assert" not in other or not 0.5 < (len(other) + 1) / (len(cell.source) + 1) < 2:
            return False
        alike = difflib.SequenceMatcher(None, other, cell.source, autojunk=False)
        return alike.quick_ratio() >= _ALIKE and alike.ratio() >= _ALIKE

    def _really_defines(self, place: int, names: set[str]) -> int:
        """Count the names of a stub that a cell defines by something other than the stub."""
        source = self._handed_in[place].source
        parsed = dict(definitions(source))
        guessed = set(self._defined[place]) - parsed.keys()
        real = {name for name, node in parsed.items() if shape(node) != self._stubs.get(name)}
        return len(names & (real | guessed))
