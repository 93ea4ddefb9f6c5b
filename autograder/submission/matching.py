"""Find, for each cell of the released notebook, the student's cell that stands for it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from nbformat.notebooknode import NotebookNode

from autograder.notebook.cells import is_answer, is_written, metadata_of
from autograder.submission.cell_code import CellCode
from autograder.submission.released import Released, text_of, tokens_of

_ALIKE = 0.75
_MOST_COMPARED = 200_000


class Match:
    """Which of the student's cells stands for which released cell.

    Parameters
    ----------
    released : Released
        What was handed out.
    handed_in : sequence of NotebookNode
        The student's cells.
    codes : sequence of CellCode or None
        What was read of each; None for text.

    Attributes
    ----------
    place_of : dict of int to int
        Position among the student's cells by position among the released ones: locked cells that stand as
        released, answers, written answers, and ordinary cells that can be told.
    edited : dict of int to int
        Position of a released locked cell by that of a student's cell that is a changed version of it.
    copies : dict of int to int
        The same for further copies of it that were not changed.
    """

    def __init__(
        self, released: Released, handed_in: Sequence[NotebookNode], codes: Sequence[CellCode | None]
    ) -> None:
        self._released = released
        self._handed_in = handed_in
        self._codes = codes
        self._texts = [text_of(cell.source) for cell in handed_in]
        self.place_of: dict[int, int] = {}
        self.edited: dict[int, int] = {}
        self.copies: dict[int, int] = {}
        self._taken: set[int] = set()
        self._real = [released.really(code) if code else set() for code in codes]
        self._bound = [released.binds(code) if code else set() for code in codes]
        self._claims = self._claims_by_place()
        for find in (self._locked, self._ordinary, self._answers, self._alike, self._prose):
            find()

    def claimers(self, wanted: int) -> list[int]:
        """Return the places of the cells whose id or grade id says that they are a released cell."""
        return self._claims.get(wanted, [])

    def _claims_by_place(self) -> dict[int, list[int]]:
        claims: dict[int, list[int]] = {}
        for place, cell in enumerate(self._handed_in):
            grade_id, name = metadata_of(cell).get("grade_id"), cell.get("id")
            known, claim = (
                (self._released.by_id, name) if grade_id is None else (self._released.by_grade_id, grade_id)
            )
            wanted = known.get(claim) if isinstance(claim, str) and claim else None
            if wanted is not None:
                claims.setdefault(wanted, []).append(place)
        return claims

    def _take(self, wanted: int, place: int | None) -> None:
        if place is not None and place not in self._taken:
            self.place_of[wanted] = place
            self._taken.add(place)

    def _free(self) -> Iterator[int]:
        return (place for place in range(len(self._handed_in)) if place not in self._taken)

    def _locked(self) -> None:
        """Give each locked cell the cell that reads the same, and note which others claim to be it."""
        places: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            places.setdefault(text, []).append(place)
        wanted_cells = sorted(self._released.locked)
        for wanted in wanted_cells:
            kind, claims = self._released.cells[wanted].cell_type, set(self.claimers(wanted))
            alike = [
                place for place in places.get(self._released.texts[wanted], ()) if place not in self._taken
            ]
            ranked = sorted(alike, key=lambda p: (self._handed_in[p].cell_type != kind, p not in claims, p))
            self._take(wanted, next(iter(ranked), None))
        for wanted in wanted_cells:
            for place in self.claimers(wanted):
                if place not in self._taken:
                    is_copy = self._texts[place] == self._released.texts[wanted]
                    (self.copies if is_copy else self.edited)[place] = wanted
            for place in places.get(self._released.texts[wanted], ()):
                if place not in self._taken and self._texts[place]:
                    self.copies[place] = wanted
                    self.edited.pop(place, None)
        self._taken |= self.copies.keys()

    def _ordinary(self) -> None:
        """Find the cells that are nobody's in particular, so that what is lost can be put between them."""
        free = [place for place in self._free() if not self._real[place] and self._texts[place]]
        texts = {self._texts[place]: place for place in reversed(free)}
        names = {code.names: place for place in reversed(free) if (code := self._codes[place]) and code.names}
        for wanted, cell in enumerate(self._released.cells):
            if metadata_of(cell):
                continue
            claimed = [p for p in self.claimers(wanted) if p in free]
            self._take(wanted, next(iter(claimed), texts.get(self._released.texts[wanted])))
            if wanted not in self.place_of and cell.cell_type == "code":
                self._take(wanted, names.get(self._released.codes[cell.source].names))

    def _answers(self) -> None:
        """Give each answer cell the last cell that really defines its names, else the best that there is."""
        names: dict[int, set[str]] = {}
        for name, wanted in self._released.home.items():
            names.setdefault(wanted, set()).add(name)
        for wanted, cell in enumerate(self._released.cells):
            if not is_answer(cell):
                continue
            asked = names.get(wanted, set())
            start, end = self._between(wanted)
            claims = set(self.claimers(wanted))
            ranked = []
            for place in self._free():
                code = self._codes[place]
                if code is None or not (asked & {*code.names, *self._bound[place]} or place in claims):
                    continue
                real, bound = len(asked & self._real[place]), bool(asked & self._bound[place])
                claimed, here = place in claims, start < place < end
                last = place if real else -1
                ranked.append((real, last, claimed and bound, here and bound, claimed, bound, place))
            if ranked:
                self._take(wanted, max(ranked)[-1])

    def _between(self, wanted: int) -> tuple[int, int]:
        """Return the places of the locked cells around a released one."""
        anchors = {w: p for p, w in self.edited.items()} | self.place_of
        locked = anchors.keys() & self._released.locked
        before = [at for at in locked if at < wanted]
        after = [at for at in locked if at > wanted]
        return (
            anchors[max(before)] if before else -1,
            anchors[min(after)] if after else len(self._handed_in),
        )

    def _alike(self) -> None:
        """Find changed versions of locked cells that are missing, by the words and signs they share."""
        found = {*self.place_of, *self.edited.values()}
        lost = [wanted for wanted in sorted(self._released.locked) if wanted not in found]
        free = [p for p in self._free() if p not in self.edited and not self._real[p] and self._texts[p]]
        scores: list[tuple[float, int, int]] = []
        left = _MOST_COMPARED
        for place in free if lost else ():
            tokens = tokens_of(self._texts[place])
            size = tokens.total()
            for wanted in lost:
                theirs = self._released.tokens[wanted]
                if left > 0 and 2 * min(size, theirs.total()) >= _ALIKE * (size + theirs.total()):
                    left -= len(tokens)
                    scores.append((-_shared(tokens, theirs), wanted, place))
        for score, wanted, place in sorted(scores):
            if -score >= _ALIKE and place not in self.edited and wanted not in self.edited.values():
                self.edited[place] = wanted

    def _prose(self) -> None:
        """Give each written answer the cell that claims it, else the text where the answer belongs."""
        for wanted, cell in enumerate(self._released.cells):
            if not is_written(cell):
                continue
            texts = [p for p in self._free() if self._codes[p] is None and p not in self.edited]
            claimed = [place for place in texts if place in self.claimers(wanted)]
            start, end = self._between(wanted)
            between = [p for p in texts if start < p < end and self._texts[p]]
            changed = [p for p in claimed if self._texts[p] != self._released.texts[wanted]]
            # A doubled cell claims the same; the one that was written in counts.
            self._take(wanted, next(iter([*changed, *claimed, *between]), None))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Return which share of two texts' words and signs is the same, whatever their order."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
