"""What single notebooks promise beyond what all do: shares of points, and code shown as it is judged."""

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from autograder.course.layout import Course
from autograder.notebook.cells import grade_id_of, is_graded, is_solution, points_of

ROOT = Path(__file__).parents[2]
BEYOND_THE_QUIZ = ("q1_why", "q4_break")


def points(course: Course, name: str) -> dict[str, float]:
    """Return the points of each question of an assignment."""
    cells = course.assignment(name).notebook.cells
    return {grade_id_of(cell): points_of(cell) for cell in cells if is_graded(cell)}


def checks_of(name: str, file: str) -> str:
    """Return the source of a file of checks."""
    return (ROOT / "reference" / name / "checks" / file).read_text(encoding="utf-8")


def constant(source: str, name: str) -> Any:
    """Return a literal that a source assigns to a name."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    raise KeyError(name)


def public_functions(source: str) -> dict[str, str]:
    """Return the functions of a source, each without its docstring."""
    functions = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return {node.name: ast.dump(ast.Module(node.body[1:], [])) for node in functions}


@pytest.mark.parametrize("name", ["quiz6", "lab4_deep_training"])
def test_each_part_offers_fifteen_points(course: Course, name: str) -> None:
    """The four parts offer 15 points each, as the quiz's paper says."""
    parts = dict.fromkeys(("q1", "q2", "q3", "q4"), 0.0)
    for question, offered in points(course, name).items():
        parts[question[:2]] += offered
    assert parts == {"q1": 15, "q2": 15, "q3": 15, "q4": 15}


def test_what_goes_beyond_the_quiz_is_a_small_share(course: Course) -> None:
    """Certificates and find-the-input offer at most 15 % of the points."""
    offered = points(course, "quiz6")
    assert 0 < sum(offered[question] for question in BEYOND_THE_QUIZ) <= 0.15 * 60


def test_no_part_of_the_quiz_asks_for_more_than_six_answers(course: Course) -> None:
    """A part is about an hour's work: at most six stubs."""
    stubs = Counter[str]()
    for cell in course.assignment("quiz6").notebook.cells:
        if is_solution(cell):
            names = [n for n in ast.parse(cell.source).body if isinstance(n, ast.FunctionDef | ast.Assign)]
            stubs[grade_id_of(cell)[:2]] += len(names)
    assert 0 < max(stubs.values()) <= 6


def test_one_answer_is_read_by_a_person(course: Course) -> None:
    """The written answer of lab 4, and no other, is a Markdown cell with points."""
    cells = course.assignment("lab4_deep_training").notebook.cells
    read = [grade_id_of(cell) for cell in cells if cell.cell_type == "markdown" and is_graded(cell)]
    assert read == ["q4_written"]


@pytest.mark.parametrize(
    ("name", "grade_id", "file"),
    [
        ("quiz6", "q4_break_functions", "test_q4_break.py"),
        ("lab4_deep_training", "q3_effect_functions", "test_q3_d_effect.py"),
    ],
)
def test_functions_to_break_are_those_that_are_judged(
    course: Course, name: str, grade_id: str, file: str
) -> None:
    """The three functions to break are the same in the notebook and in the checks."""
    [cell] = [cell for cell in course.assignment(name).notebook.cells if grade_id_of(cell) == grade_id]
    judged, shown = public_functions(checks_of(name, file)), public_functions(cell.source)
    assert len(shown) == 3
    assert shown == {function: judged[function] for function in shown}


def test_texts_show_the_lines_that_are_judged(course: Course) -> None:
    """The broken derivation of the quiz is the same in the text and in the checks."""
    cells = course.assignment("quiz6").notebook.cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for number, line in enumerate(constant(checks_of("quiz6", "test_q3_mend.py"), "BROKEN"), 1):
        assert f"{number}. `{line}`" in text
