"""What a proof found: rows of one sentence each, in sections."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

OnProgress = Callable[[str], object]
"""Called after each thing done, with what it was."""


@dataclass(frozen=True)
class Claim:
    """One fact: whether it holds, and the sentence that says it."""

    ok: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok    ' if self.ok else 'FAILED'} {self.text}"


@dataclass(frozen=True)
class Section:
    """One promise and the facts it rests on; it holds when all of them do."""

    title: str
    rows: tuple[Claim, ...]

    @property
    def ok(self) -> bool:
        """Whether every row holds."""
        return all(row.ok for row in self.rows)


@dataclass(frozen=True)
class ValidationReport:
    """Everything `validate` found.

    Attributes
    ----------
    assignment : str
        Its id.
    full : bool
        Whether everything was tried, not a fixed sample.
    sections : tuple of Section
        In the order they were proved; a section that later ones rest on ends the report when it fails.
    """

    assignment: str
    full: bool
    sections: tuple[Section, ...]

    @property
    def passed(self) -> bool:
        """Whether the assignment may be released."""
        return all(section.ok for section in self.sections)


def section(title: str, rows: Iterable[Claim]) -> Section:
    """Make a section whose title tells how many facts it rests on."""
    found = tuple(rows)
    return Section(f"{title} ({len(found)})", found)
