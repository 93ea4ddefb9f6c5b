"""Formulas of a page are written from the expressions that a record keeps, and from nothing else."""

import msgspec
import pytest

from autograder.mathematics.display import to_mathml
from autograder.mathematics.grammar import parse
from autograder.mathematics.stored import MOST_NODES, stored
from autograder.models import Exhibit, ExhibitRow, Expression, Record, Status
from autograder.reporting.feedback import feedback_page
from autograder.reporting.pages import formula
from tests.builders.made_results import alone
from tests.builders.made_up import DEFINITION, SIGMA, check, question, record

X: Expression = (("variable", "x"),)


def page_of(row: object) -> str:
    """Return the page of a record whose one exhibit has this row, read from JSON."""
    shown = Exhibit("Your derivation", (ExhibitRow("swapped"),))
    checked = check("steps", "q3_d", "Every line holds.", status=Status.FAILED, exhibits=(shown,))
    document = msgspec.to_builtins(record("student01", question("q3_d", "D", 1.0, 0.0, checked)))
    document["grade"]["questions"][0]["checks"][0]["exhibits"][0]["rows"] = [row]
    [result] = alone(msgspec.json.decode(msgspec.json.encode(document), type=Record))
    return feedback_page(result)


def test_expressions_are_written_with_equals_signs() -> None:
    """What a line holds is one formula."""
    both = to_mathml(parse("D(1/(1 + exp(-x)), x)"), parse("sigma(x)*(1 - sigma(x))", ("sigma",)))
    assert formula((*DEFINITION, *SIGMA)) == both


@pytest.mark.parametrize(
    "expressions",
    [(), ((),), (X, ()), (X, (("variable", "<b>"),)), (X,) * (MOST_NODES + 1), ((),) * (MOST_NODES + 1)],
)
def test_a_line_that_is_not_ours_has_no_formula(expressions: tuple[Expression, ...]) -> None:
    """One false expression is enough to leave the line as it was typed."""
    assert formula(expressions) is None


def test_row_of_an_expression_is_a_formula() -> None:
    """The page shows the formula beside what was typed."""
    page = page_of({"text": "exp(x)", "expressions": [stored(parse("exp(x)"))]})
    assert to_mathml(parse("exp(x)")) in page
    assert "exp(x)" in page


@pytest.mark.parametrize(
    "row",
    [
        {"text": "exp(x) ", "mathml": '<math display="block"><mi>e</mi></math>', "ok": False, "note": "No."},
        {"text": "exp(x) ", "expressions": [[["call", "exp", 0]]]},
        {"text": "exp(x) ", "expressions": [[["variable", "x"], *[["+", i, i] for i in range(200)]]]},
    ],
    ids=["markup of an earlier engine", "no part", "told again and again"],
)
def test_row_without_an_expression_is_as_typed(row: dict[str, object]) -> None:
    """A record that an earlier engine wrote, or that somebody changed, still makes a page."""
    page = page_of(row)
    assert "<math" not in page
    assert "<code>exp(x)</code>" in page
