"""Per-student numbers: drawn from the student's name, shown in one cell, recomputed when grading.

An assignment that varies has a file ``reference/<id>/variants.py`` with a function ``draw(chance)``, which
makes a dict of plain values from a `random.Random`, and ``BOUNDS``, the least and greatest number under each
of its keys. Its notebook has one ordinary code cell that defines ``VARIANT`` as such a dict: the master's
numbers, which everybody has unless `release` hands out each student's own. Solutions use the name
``VARIANT``; checks ask for the fixture ``variant``.
"""

import ast
import hashlib
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pprint import pformat
from typing import Any

from autograder.course.layout import Assignment, Course, Reference
from autograder.course.loading import load_module
from autograder.errors import BadAssignment
from autograder.notebook.cells import metadata_of
from autograder.notebook.definitions import definitions

NAME = "VARIANT"
"""The name that the cell defines and that solutions use."""
_WIDTH = 100

Variant = dict[str, Any]
"""The numbers of one student: plain values by name."""


@dataclass(frozen=True)
class Variants:
    """The variants of one assignment.

    Attributes
    ----------
    course : Course
        Whose folders say who got numbers of their own.
    assignment : Assignment
        Which assignment.
    master : dict
        The numbers in the notebook that everybody gets.
    source : str
        The cell that holds them.
    draw : callable
        The author's function from `random.Random` to numbers.
    bounds : mapping of str to (float, float)
        Least and greatest number under each key.
    """

    course: Course
    assignment: Assignment
    master: Variant
    source: str
    draw: Callable[[random.Random], Variant]
    bounds: Mapping[str, tuple[float, float]]

    def own(self, student: str) -> Variant:
        """Draw a student's own numbers: the same for the same name and release, on any machine."""
        seed = f"{self.assignment.id}\0{self.assignment.settings.release}\0{student}"
        # A seed, not a secret: every student may see their own numbers.
        chance = random.Random(hashlib.sha256(seed.encode(errors="surrogateescape")).digest())  # noqa: S311
        drawn = self.draw(chance)
        if not isinstance(drawn, dict) or read_literal(repr(drawn)) != drawn:
            raise BadAssignment(
                f"{self.assignment.id}: draw in variants.py gives no dict of plain values: {drawn!r:.80}"
            )
        return drawn

    def handed_out(self, student: str) -> bool:
        """Say whether a student was given numbers of their own."""
        return (self.course.release / student / self.assignment.id).is_dir()

    def cell(self, variant: Variant) -> str:
        """Return the notebook's cell with these numbers in it, its comments kept."""
        return cell_with(self.source, variant)

    def owner(self, variant: Variant) -> str:
        """Name another student of this course whose numbers these are; '' when they are nobody's."""
        folders = [self.course.submitted, self.course.release]
        names = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}
        return next((name for name in sorted(names) if self.own(name) == variant), "")


def cell_with(source: str, variant: Variant) -> str:
    """Return the master's cell with other numbers in it, its comments kept."""
    node = dict(definitions(source))[NAME]
    lines = source.split("\n")
    shown = f"{NAME} = {pformat(variant, width=_WIDTH, sort_dicts=False)}"
    return "\n".join([*lines[: node.lineno - 1], shown, *lines[node.end_lineno :]])


def load_variants(course: Course, assignment: Assignment, reference: Reference) -> Variants | None:
    """Read how an assignment varies; None when it does not.

    Raises
    ------
    MissingReference
        When variants.py cannot be loaded.
    BadAssignment
        When it, or the notebook's cell, is not as this module says.
    """
    path = reference.folder / "variants.py"
    if not path.is_file():
        return None
    module = load_module(path)
    draw, bounds = getattr(module, "draw", None), getattr(module, "BOUNDS", None)
    if not callable(draw) or not isinstance(bounds, dict):
        raise BadAssignment(f"{path}: define draw(chance) and the dict BOUNDS")
    found = [
        (cell.source, variant)
        for cell in assignment.notebook.cells
        if cell.cell_type == "code" and not metadata_of(cell)
        for variant in variants_in(cell.source)
    ]
    source, master = found[0] if len(found) == 1 else ("", None)
    if master is None:
        raise BadAssignment(
            f"{assignment.notebook_path}: {assignment.id} varies, so one ordinary code cell must define "
            f"{NAME} as a dict of plain values"
        )
    variants = Variants(course, assignment, master, source, draw, bounds)
    drawn = variants.own("")
    if drawn.keys() != master.keys():
        raise BadAssignment(
            f"{path}: draw gives {', '.join(map(str, drawn))}, and the notebook's {NAME} has "
            f"{', '.join(map(str, master))}; give both the same keys"
        )
    return variants


def variants_in(source: str) -> Iterator[Variant | None]:
    """Yield each dict that a cell gives the name VARIANT; None for one that is not plain."""
    for name, node in definitions(source):
        if name == NAME and isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            found = read_literal(node.value)
            yield found if isinstance(found, dict) else None


def read_literal(source: str | ast.expr) -> Any:
    """Read a plain value from its source, as text or parsed; None when it is not one."""
    try:
        return ast.literal_eval(source)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
