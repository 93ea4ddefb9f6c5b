"""Showing expressions back: as text that reads back the same, as MathML that is ours alone."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.mathematics.display import to_mathml, to_text
from autograder.mathematics.grammar import parse
from autograder.mathematics.stored import restored, stored
from autograder.mathematics.trees import (
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Variable,
    number,
    shape,
)

LEAVES = st.one_of(
    st.integers(0, 30).map(number), st.just(Variable("x")), st.sampled_from(["e", "pi"]).map(Constant)
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Negative, parts),
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "**"]), parts, parts),
        st.builds(Application, st.sampled_from(["exp", "sqrt", "abs", "sigma", "tanh", "log"]), parts),
        st.builds(Derivative, parts, st.just("x")),
    ),
    max_leaves=10,
)


ELEMENTS = set("math mrow mi mn mo mfrac msqrt msup".split())
ATTRIBUTES = {"display": {"block"}, "form": {"prefix", "postfix"}, "fence": {"true"}}


def is_presentation_only(mathml: str) -> bool:
    """Tell whether a formula is one ``<math>`` of elements and attributes that only lay out."""
    root = ElementTree.fromstring(mathml)
    return root.tag == "math" and all(
        part.tag in ELEMENTS
        and all(value in ATTRIBUTES.get(name, set()) for name, value in part.attrib.items())
        for part in root.iter()
    )


def words(mathml: str) -> str:
    """Return what a formula shows, without its layout."""
    return "".join(ElementTree.fromstring(mathml).itertext())


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TREES)
def test_text_reads_back_as_the_same_tree(tree):
    """The plain text has parentheses exactly where the tree needs them."""
    assert shape(parse(to_text(tree), ("sigma",))) == shape(tree)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TREES)
def test_every_formula_only_lays_out(tree):
    """What we print is well formed and holds nothing but listed elements and attributes."""
    assert is_presentation_only(to_mathml(tree))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x - (x - 1)", "x−(x−1)"),
        ("x - x - 1", "x−x−1"),
        ("(x + 1)*2", "(x+1)⋅2"),
        ("-(x + 1)", "−(x+1)"),
        ("x * -2", "x⋅(−2)"),
        ("2*3", "2⋅3"),
        ("2*x", "2\u2062x"),
        ("(-x)**2", "(−x)2"),
        ("D(sigma(x), x)", "ddx[σ(x)]"),
        ("tanh(x)**2", "tanh2(x)"),
        ("log(x)", "ln(x)"),
    ],
)
def test_parentheses_stand_where_they_must(text, shown):
    """A formula cannot be misread."""
    assert words(to_mathml(parse(text, ("sigma",)))) == shown


@pytest.mark.parametrize(
    ("text", "element"),
    [("1/x", "mfrac"), ("x**2", "msup"), ("exp(x)", "msup"), ("sqrt(x)", "msqrt"), ("D(x, x)", "mfrac")],
)
def test_mathematics_is_laid_out(text, element):
    """Fractions, powers, roots and derivatives have their own layout."""
    assert ElementTree.fromstring(to_mathml(parse(text))).find(f".//{element}") is not None


def test_a_fraction_after_a_fraction_stands_alone():
    """The lecture's product of two fractions is shown as two fractions."""
    root = ElementTree.fromstring(to_mathml(parse("1/(1 + x)*x/(1 + x)")))
    assert len(root.findall("./mrow/mfrac")) == 2


def test_several_expressions_are_joined():
    """A line with an equals sign is shown with it."""
    assert words(to_mathml(parse("x"), parse("1"))) == "x=1"


def test_nothing_of_a_name_is_markup():
    """Even a name that no grammar lets through is escaped."""
    assert "<script" not in to_mathml(Application("<script>", Variable("x&y")))


def test_numbers_keep_their_digits():
    """A number is shown with the digits that were typed."""
    assert words(to_mathml(parse("0.50"))) == "0.50"


def test_spelling_of_numbers_is_no_difference_in_shape():
    """Two spellings of a number compare as one."""
    assert shape(parse("0.50")) == shape(parse("0.5"))


@pytest.mark.parametrize(
    "text",
    [
        "+".join("x" * 149), "*".join("x" * 149), "/".join("x" * 90), "x" + "**x" * 39, "-" * 20 + "x",
        "(" * 39 + "x" + ")" * 39, "exp(" * 39 + "x" + ")" * 39, "D(" * 39 + "x" + ", x)" * 39,
        "1/(1 + " * 39 + "x" + ")" * 39, "1e-40*0.1234567890123456789012345678901234567",
    ],
)  # fmt: skip
def test_the_longest_and_deepest_lines_can_be_shown(text):
    """Whatever the grammar reads can be kept and shown back, as a formula."""
    tree = parse(text)
    assert shape(parse(to_text(tree))) == shape(tree)
    assert restored(stored(tree)) == tree
    assert is_presentation_only(to_mathml(tree))
