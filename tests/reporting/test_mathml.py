"""What passes as a formula and what does not."""

import pytest

from autograder.reporting.mathml import DEEPEST, validated
from tests.builders.made_up import DEFINITION, QUOTIENT, SIGMA


@pytest.mark.parametrize("formula", [SIGMA, DEFINITION, QUOTIENT])
def test_our_formulas_pass_unchanged(formula: str) -> None:
    """What we write ourselves comes back as it was."""
    assert formula == validated(formula)


@pytest.mark.parametrize(
    "attack",
    [
        "",
        "x",
        "<script>alert(1)</script>",
        "<math><script>alert(1)</script></math>",
        '<math><mi onclick="alert(1)">x</mi></math>',
        '<math href="javascript:alert(1)"><mi>x</mi></math>',
        '<math><mi style="color:red">x</mi></math>',
        "<math><annotation-xml><b>x</b></annotation-xml></math>",
        "<math><mi>x</mi></math><img src=x>",
        "<math><mi>x</mi></math><math></math>",
        "<math><mi>x</mi>",
        "<math><mi>x</mrow></math>",
        "<mrow><mi>x</mi></mrow>",
        "<math><math></math></math>",
        "<!-- --><math></math>",
        "<math><![CDATA[x]]></math>",
        '<!DOCTYPE a [<!ENTITY b "c">]><math></math>',
        "<MATH></MATH>",
        '<math display="block&quot; onload=x"></math>',
        "<math>" + "<mrow>" * DEEPEST + "</mrow>" * DEEPEST + "</math>",
        "<math><mi>" + "x" * 100_000 + "</mi></math>",
    ],
)
def test_everything_else_is_refused(attack: str) -> None:
    """Only one well-formed math element of listed elements and attributes passes."""
    assert validated(attack) is None


def test_text_is_escaped_again() -> None:
    """Markup hidden in entities stays text, and control characters become visible."""
    formula = "<math><mtext>&lt;img src=x onerror=alert(1)&gt;\x00</mtext></math>"
    assert "<math><mtext>&lt;img src=x onerror=alert(1)&gt;␀</mtext></math>" == validated(formula)


def test_namespace_is_dropped() -> None:
    """HTML knows what math is."""
    assert "<math><mi>x</mi></math>" == validated(
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
    )
