"""Every check's sentence and what it is worth: the rows that students, authors and feedback share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from autograder.course.layout import Assignment
from autograder.models import Question
from autograder.scoring import Weighted, check_points
from autograder.text import number


class Described(Weighted, Protocol):
    """A collected check."""

    @property
    def question(self) -> str:
        """Id of the question it scores."""

    @property
    def sentence(self) -> str:
        """What it asks for, in a student's words."""


@dataclass(frozen=True)
class RubricRow:
    """One line of a rubric.

    Attributes
    ----------
    sentence : str
        The property that is checked.
    points : float
        What it is worth, not rounded.
    bonus : bool
        Whether it only adds.
    """

    sentence: str
    points: float
    bonus: bool


@dataclass(frozen=True)
class RubricQuestion:
    """One question with its rows; a question without rows is read by a person."""

    question: Question
    rows: tuple[RubricRow, ...]


def rubric(assignment: Assignment, checks: Sequence[Described]) -> tuple[RubricQuestion, ...]:
    """Return the rubric of an assignment, in the notebook's and the checks' order."""
    questions = []
    for question in assignment.questions:
        own = [check for check in checks if check.question == question.id]
        worth = check_points(question.points, own)
        rows = tuple(
            RubricRow(check.sentence, share, check.bonus) for check, share in zip(own, worth, strict=True)
        )
        questions.append(RubricQuestion(question, rows))
    return tuple(questions)


def as_markdown(assignment: Assignment, questions: Sequence[RubricQuestion]) -> str:
    """Write a rubric as Markdown, to hand out.

    Returns
    -------
    str
        A heading a part and a question, a table row a check.
    """
    total = sum(entry.question.points for entry in questions)
    lines = [f"# {assignment.settings.title}: rubric", "", f"{number(total)} points in all."]
    part = ""
    for entry in questions:
        question = entry.question
        if question.part != part:
            part = question.part
            points = sum(other.question.points for other in questions if other.question.part == part)
            lines += ["", f"## {assignment.settings.parts.get(part, part)} ({number(points)} points)"]
        lines += ["", f"### {question.title} ({number(question.points)})", ""]
        if not entry.rows:
            lines.append("A person reads this answer.")
            continue
        lines += ["| what is checked | points |", "|---|---|"]
        for row in entry.rows:
            bonus = "bonus " if row.bonus else ""
            lines.append(f"| {row.sentence.replace('|', chr(92) + '|')} | {bonus}{number(row.points)} |")
    return "\n".join(lines) + "\n"


def as_json(assignment: Assignment, questions: Sequence[RubricQuestion]) -> str:
    """Write a rubric as JSON, with points that are not rounded.

    Returns
    -------
    str
        ``{"assignment", "title", "questions": [{"id", "title", "points", "checks": […]}]}``.
    """
    document = {
        "assignment": assignment.id,
        "title": assignment.settings.title,
        "questions": [
            {
                "id": entry.question.id,
                "title": entry.question.title,
                "points": entry.question.points,
                "checks": entry.rows,
            }
            for entry in questions
        ],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
