"""What each check is worth, and how a rubric is written."""

from types import SimpleNamespace

import pytest

from autograder.models import Question
from autograder.reporting.rubric import as_json, as_markdown, rubric


def checked(question: str, sentence: str, weight: float = 1.0, bonus: bool = False) -> SimpleNamespace:
    """Make a collected check."""
    return SimpleNamespace(question=question, sentence=sentence, weight=weight, bonus=bonus)


@pytest.fixture
def assignment() -> SimpleNamespace:
    """Make an assignment of two parts, with a written question."""
    questions = (
        Question("q1_gates", 6.0, ("AND",), "Gates by hand"),
        Question("q1_why", 1.5, (), "Why", manual=True),
        Question("q2_r2", 4.0, ("r2",), "R²"),
    )
    settings = SimpleNamespace(title="Homework", parts={"q1": "Perceptrons", "q2": "Regression"})
    return SimpleNamespace(id="hw0", settings=settings, questions=questions)


CHECKS = [
    checked("q2_r2", "R² is 1 | for a perfect fit.", 3.0),
    checked("q1_gates", "AND holds.", 1.0),
    checked("q1_gates", "OR holds.", 2.0),
    checked("q2_r2", "A constant target is told.", 1.0, bonus=True),
]


def test_rows_keep_the_order_of_questions_and_checks(assignment: SimpleNamespace) -> None:
    """The rubric reads like the notebook."""
    rows = [(entry.question.id, [row.sentence for row in entry.rows]) for entry in rubric(assignment, CHECKS)]
    assert [
        ("q1_gates", ["AND holds.", "OR holds."]),
        ("q1_why", []),
        ("q2_r2", ["R² is 1 | for a perfect fit.", "A constant target is told."]),
    ] == rows


def test_markdown_is_a_table_a_question(assignment: SimpleNamespace) -> None:
    """Parts, questions and checks with their points; a bar in a sentence does not end a cell."""
    text = as_markdown(assignment, rubric(assignment, CHECKS))
    assert "# Homework: rubric\n\n11.5 points in all.\n\n## Perceptrons (7.5 points)" in text
    assert "### Why (1.5)\n\nA person reads this answer." in text
    assert r"| R² is 1 \| for a perfect fit. | 4 |" in text
    assert "| A constant target is told. | bonus 1.33 |" in text


def test_json_is_not_rounded(assignment: SimpleNamespace) -> None:
    """A program gets the exact share."""
    assert "1.3333333333333333" in as_json(assignment, rubric(assignment, CHECKS))
