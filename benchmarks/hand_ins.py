"""Many notebooks to hand in, for seeing whether two engines find the same in them.

Five kinds for each assignment: known right and wrong submissions, mutants of the solutions, the answers of
``benchmarks/answers/``, accidents to notebooks, and the untouched stubs with the whole solutions. In most of
them only the questions of one part are answered, the rest stays as released: a training that nobody asks
about would cost more than everything else together.
"""

import ast
import copy
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode

from autograder.course.layout import Assignment, Course, Reference
from autograder.demo.accidents import ACCIDENTS, Accident
from autograder.demo.overlay import overlay
from autograder.notebook.bindings import bindings
from autograder.notebook.cells import is_answer
from autograder.validation.mutants import mutants, reachable, sliced

ANSWERS = Path(__file__).parent / "answers"
_BLOCK = re.compile(r"^## (.+?)\n+```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class HandIns:
    """Makes notebooks of one assignment.

    Attributes
    ----------
    assignment : Assignment
        What is asked.
    reference : Reference
        Its solutions and known submissions.
    sample : int
        How many notebooks of a kind at most; 0 for all.
    """

    assignment: Assignment
    reference: Reference
    sample: int

    def write(self, kind: str, folder: Path) -> None:
        """Write all notebooks of a kind, each under a name that tells what is in it."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in KINDS[kind](self):
            # nbformat's own writer would mend what is wrong on purpose, and draw ids at random.
            text = content if isinstance(content, str) else json.dumps(content, indent=1)
            stem = re.sub(r"[^A-Za-z0-9_]+", "-", f"{kind} {name}").strip("-")[:80]
            (folder / f"{stem}.ipynb").write_text(text)

    def whole(self) -> Iterator[tuple[str, NotebookNode]]:
        """Yield the untouched stubs and the whole solutions."""
        yield "stubs", self.assignment.notebook
        yield "solutions", overlay(self.assignment, [self.reference.solutions_path])

    def known(self) -> Iterator[tuple[str, NotebookNode]]:
        """Yield known right and wrong submissions."""
        for path in self._chosen([known.path for known in (*self.reference.right, *self.reference.wrong)]):
            yield f"{path.parent.name}-{path.stem}", self._answered(path.read_text())

    def own(self) -> Iterator[tuple[str, NotebookNode]]:
        """Yield the answers of ``benchmarks/answers/``, laid over the solutions."""
        path = ANSWERS / f"{self.assignment.id}.md"
        for name, source in _BLOCK.findall(path.read_text() if path.is_file() else ""):
            yield name, self._answered(source)

    def mutants(self) -> Iterator[tuple[str, NotebookNode]]:
        """Yield mutants of the solutions."""
        names = reachable(self._solutions, self._stubs)
        for mutant in self._chosen(mutants(self._solutions, names)):
            touched = {stub for stub in self._stubs if mutant.name in reachable(self._solutions, [stub])}
            yield mutant.id, self._overlaid(sliced(mutant.source, self._of_same_parts(touched)))

    def odd(self) -> Iterator[tuple[str, NotebookNode | str]]:
        """Yield notebooks to which something happened, each with some known submission in it."""
        wrong = _shuffled([known.path for known in self.reference.wrong])
        for place, (name, accident) in enumerate(self._chosen([*ACCIDENTS.items(), *_MISHAPS.items()])):
            yield name, accident(self._answered(wrong[place % len(wrong)].read_text()))
        whole = json.dumps(self._answered(wrong[0].read_text()))
        yield "half a file", whole[: len(whole) // 2]
        yield "no notebook", json.dumps({"cells": 1})

    def _answered(self, source: str) -> NotebookNode:
        """Lay a source over the solutions of the parts that it touches."""
        bound = {binding.name for statement in ast.parse(source).body for binding in bindings(statement)}
        wanted = self._of_same_parts(bound & set(self._stubs))
        return self._overlaid(sliced(self._solutions, wanted), source)

    def _overlaid(self, *sources: str) -> NotebookNode:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f"{place}.py" for place in range(len(sources))]
            for path, source in zip(paths, sources, strict=True):
                path.write_text(source)
            return overlay(self.assignment, paths)

    def _of_same_parts(self, names: set[str]) -> set[str]:
        parts = {question.part for question in self.assignment.questions if names & set(question.names)}
        return {
            name
            for question in self.assignment.questions
            if question.part in parts
            for name in question.names
        }

    @property
    def _solutions(self) -> str:
        return self.reference.solutions_path.read_text()

    @property
    def _stubs(self) -> tuple[str, ...]:
        return tuple(name for question in self.assignment.questions for name in question.names)

    def _chosen(self, items: Sequence[Any]) -> list[Any]:
        return _shuffled(items)[: self.sample or None]


def write_hand_ins(root: Path, folder: Path, assignment_id: str, kind: str, sample: int) -> None:
    """Write all notebooks of one kind for an assignment of the course at `root`."""
    course = Course(root)
    made = HandIns(course.assignment(assignment_id), course.reference(assignment_id), sample)
    made.write(kind, folder)


def _shuffled(items: Sequence[Any]) -> list[Any]:
    return random.Random(6).sample(list(items), len(items))  # noqa: S311 - a fixed choice, not a secret


def _mishap(happen: Callable[[list[NotebookNode]], list[NotebookNode]]) -> Accident:
    def strike(notebook: NotebookNode) -> NotebookNode:
        struck = copy.deepcopy(notebook)
        struck.cells = happen(struck.cells)
        return struck

    return strike


_MISHAPS = {
    "first answer cell deleted": _mishap(
        lambda cells: [cell for cell in cells if cell is not next(filter(is_answer, cells))]
    ),
    "all answer cells deleted": _mishap(lambda cells: [cell for cell in cells if not is_answer(cell)]),
    "only answer cells left": _mishap(lambda cells: [cell for cell in cells if is_answer(cell)]),
    "cells in reverse order": _mishap(lambda cells: cells[::-1]),
    "answers first": _mishap(lambda cells: sorted(cells, key=lambda cell: not is_answer(cell))),
    "every cell twice": _mishap(lambda cells: [*cells, *copy.deepcopy(cells)]),
    "no cells": _mishap(lambda cells: []),
}

KINDS: dict[str, Callable[[HandIns], Iterator[tuple[str, NotebookNode | str]]]] = {
    "whole": HandIns.whole,
    "own": HandIns.own,
    "known": HandIns.known,
    "odd": HandIns.odd,
    "mutants": HandIns.mutants,
}
