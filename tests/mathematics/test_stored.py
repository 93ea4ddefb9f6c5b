"""Expressions kept as plain data come back as they were, and nothing else comes back at all."""

import msgspec
import pytest
from hypothesis import given, settings

from autograder.mathematics.display import to_mathml
from autograder.mathematics.grammar import parse, parse_chain
from autograder.mathematics.stored import DEEPEST, MOST_NODES, restored, stored
from autograder.models import ExhibitRow
from tests.mathematics.test_display import TREES


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TREES)
def test_what_is_stored_comes_back(tree):
    """Through a record's JSON, too, an expression stays what it is, and shows the same formula."""
    row = ExhibitRow("typed", (stored(tree),))
    [nodes] = msgspec.json.decode(msgspec.json.encode(row), type=ExhibitRow).expressions
    assert restored(nodes) == tree
    assert to_mathml(restored(nodes)) == to_mathml(tree)


@pytest.mark.parametrize("text", ["0.50", "5.", ".5", "1e-40", "2E+3", "00.1", "9" * 40, "sigma(θ)*pi - e"])
def test_digits_and_names_are_kept_as_typed(text):
    """The spelling of a number and the name of the variable are part of what is shown."""
    tree = parse(text, ("sigma",), "θ")
    assert restored(stored(tree)) == tree


def test_nodes_are_readable():
    """What a record holds can be read by a person."""
    [left, right] = parse_chain("D(-x, x) = sigma(0.50)", ("sigma",))
    assert stored(left) == (("variable", "x"), ("-", 0), ("D", 1, "x"))
    assert stored(right) == (("number", "0.50"), ("call", "sigma", 0))


X = ("variable", "x")


@pytest.mark.parametrize(
    "nodes",
    [
        (),
        ((),),
        (("variable",),),
        (("variable", 1),),
        (("variable", "<script>"),),
        (("variable", "x\n"),),
        (("variable", "x" * 41),),
        (("constant", "x"),),
        (("number", "1e9999"),),
        (("number", "1/0"),),
        (("number", "٣"),),
        (("number", "."),),
        (("number", "-1"),),
        (("number", "nan"),),
        (("number", "1_0"),),
        (X, ("call", "onclick=", 0)),
        (X, ("^", 0)),
        (X, ("+", 0)),
        (X, ("%", 0, 0)),
        (X, ("-", 1)),
        (X, ("-", -1)),
        (X, ("-", 7)),
        (X, ("D", 0)),
        (X, ("D", 0, "<b>")),
        (X, X),
        (X, ("*", 0, 0)),
        (X, ("-", 0), ("+", 0, 1)),
        (X, ("-", 0), X),
        (X, *(("-", place) for place in range(DEEPEST))),
        (X,) * (MOST_NODES + 1),
    ],
    ids=str,
)
def test_everything_else_is_refused(nodes):
    """Neither foreign words, nor parts that are missing, used twice or too deep make an expression."""
    assert restored(nodes) is None


def test_depth_is_bounded_and_no_less():
    """One level less than the bound is still shown."""
    assert restored((X, *(("-", place) for place in range(DEEPEST - 1)))) is not None


def test_a_part_cannot_be_told_again_and_again():
    """Thirty nodes that each use the one before twice would be shown a thousand million times."""
    assert restored((X, *(("+", place, place) for place in range(30)))) is None
