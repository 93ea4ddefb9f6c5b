"""Which questions of which assignments cover which rows of the lecture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.layout import Course
from autograder.course.lecture import Lecture, read_lecture
from autograder.errors import BadAssignment


@dataclass(frozen=True)
class Covered:
    """One question that covers a row.

    Attributes
    ----------
    row : str
        The row's id.
    assignment : str
        Id of the assignment.
    question : str
        Id of the question.
    title : str
        What the question is called.
    files : tuple of str
        Names of the files that hold its checks; empty for an answer that a person reads.
    """

    row: str
    assignment: str
    question: str
    title: str
    files: tuple[str, ...]


def coverage(course: Course) -> Iterator[Covered]:
    """Yield every question that covers a row, by assignment and row.

    Raises
    ------
    BadAssignment
        When an assignment claims a row that the lecture does not have.
    """
    lecture = read_lecture(course)
    for assignment_id in course.assignments():
        assignment = course.assignment(assignment_id)
        files = _check_files(course.reference(assignment_id).checks_dir)
        for row, questions in assignment.settings.lecture_rows.items():
            if row not in lecture.rows:
                raise BadAssignment(f"{assignment_id} covers {row}, which lecture.toml does not have")
            for question_id in questions:
                title = assignment.question(question_id).title
                named = tuple(name for name, text in files.items() if f'"{question_id}"' in text)
                yield Covered(row, assignment_id, question_id, title, named)


def as_markdown(lecture: Lecture, covered: Sequence[Covered]) -> str:
    """Write the table of rows, assignments, questions and files of checks."""
    lines = [
        f"# {lecture.title}, row by row",
        "",
        f"{lecture.source}. Written by `autograder coverage` from the assignments' folders; do not edit.",
        "",
        "| row | in the lecture | assignment | question | checks |",
        "|---|---|---|---|---|",
    ]
    for row, about in lecture.rows.items():
        found = [entry for entry in covered if entry.row == row]
        for place, entry in enumerate(found):
            head = f"{row} | {_cell(about)}" if place == 0 else " | "
            files = ", ".join(f"`{name}`" for name in entry.files) or "a person reads it"
            lines.append(
                f"| {head} | `{entry.assignment}` | `{entry.question}`: {_cell(entry.title)} | {files} |"
            )
        if not found:
            lines.append(f"| {row} | {_cell(about)} | | **nothing covers it** | |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _check_files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("test_*.py"))}
