"""Reading students' expressions: what is read, what is not, and where the reason points."""

from fractions import Fraction

import pytest

from autograder.mathematics.grammar import LONGEST, NotReadable, parse, parse_chain
from autograder.mathematics.trees import (
    Application,
    Binary,
    Constant,
    Derivative,
    Negative,
    Number,
    Variable,
    flat,
    shape,
    walk,
)

X = Variable("x")


def read(text: str):
    """Read with sigma known."""
    return shape(parse(text, ("sigma",)))


def number(value):
    return Number(Fraction(value), str(Fraction(value)))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-x**2", Negative(Binary("**", X, number(2)))),
        ("2**-x", Binary("**", number(2), Negative(X))),
        ("2**3**x", Binary("**", number(2), Binary("**", number(3), X))),
        ("1-2-x", Binary("-", Binary("-", number(1), number(2)), X)),
        ("1/2/x", Binary("/", Binary("/", number(1), number(2)), X)),
        ("+x", X),
        ("D(x*x, x)", Derivative(Binary("*", X, X), "x")),
        ("e**x", Binary("**", Constant("e"), X)),
        ("1.25e-2", number(Fraction(1, 80))),
        ("−x − 1", Binary("-", Negative(X), number(1))),
        ("x × 2 ÷ x", Binary("/", Binary("*", X, number(2)), X)),
        ("x·x", Binary("*", X, X)),
        ("np.e**(-x)", Binary("**", Constant("e"), Negative(X))),
        ("E**x + π", Binary("+", Binary("**", Constant("e"), X), Constant("pi"))),
        ("math.pi", Constant("pi")),
        ("x*-x", Binary("*", X, Negative(X))),
        ("diff(x, x)", Derivative(X, "x")),
    ],
)
def test_precedence_is_pythons(text, tree):
    """Signs, powers and products bind as they do in Python."""
    assert read(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "sigma(x)", " sigma ( x ) ", "= sigma(x)", "== sigma(x)", "σ(x)", "sigmoid(x)", "logistic(x)",
        "(sigma(x))", "sigma(x),", "sigma(x);", "sigma[x]", "expit(x)", "scipy.special.expit(x)",
        "sigma（x）", "sigma(x) =", "sigma(x) ==", "\u200bsigma(x)\ufeff", "\tsigma\u00a0(x)",
    ],
)  # fmt: skip
def test_harmless_spellings_are_read(text):
    """Spaces, a leading equals sign and the names students use make no difference."""
    assert read(text) == Application("sigma", X)


@pytest.mark.parametrize("text", ["exp(x)", "np.exp(x)", "math.exp(x)", "numpy.exp(x)", "sp.exp(x)"])
def test_modules_make_no_difference(text):
    """A module's name in front of a function is dropped."""
    assert read(text) == Application("exp", X)


@pytest.mark.parametrize(
    ("text", "column", "hint"),
    [
        ("x^2", 2, "**"),
        ("2x", 2, "2*x"),
        ("x²", 2, "**2"),
        ("3 sigma(x)", 3, "3*sigma"),
        ("sigma(x)(1-sigma(x))", 9, "write * between"),
        ("exp x", 5, "parentheses"),
        ("sigma'(x)", 6, "D("),
        ("(1 + x", 7, ") is missing"),
        ("1 + x)", 6, "closes nothing"),
        ("1 +", 4, "missing at the end"),
        ("1 * / x", 5, "missing before /"),
        ("y + 1", 1, "y is not known"),
        ("D(x)", 4, "D(expression, x)"),
        ("D(x, y)", 6, "D(expression, x)"),
        ("f(x, 2)", 1, "not known"),
        ("exp(x, 2)", 6, "comma"),
        ("x // 2", 3, "rounds down"),
        ("x % 2", 3, "remainder"),
        ("__import__('os').system('id')", 12, ""),
        ("().__class__", 3, ""),
        ("x.real", 1, "not known"),
        ("lambda: x", 7, ""),
        ("\\frac{1}{2}", 1, "LaTeX"),
        ("", 1, "missing"),
        ("e^x", 2, "** for a power"),
        ("2(x + 1)", 2, "write * between"),
        ("x(1 - x)", 2, "write * between"),
        ("np.power(x, 2)", 1, "write ** for a power"),
        ("pow(x, 2)", 1, "write ** for a power"),
        ("np.square(x)", 1, "write **2"),
        ("d/dx x**2", 1, "write D("),
        ("dy/dx", 1, "write D("),
        ("√x", 1, "sqrt"),
        ("|x|", 1, "abs"),
        ("1e400", 1, "beyond 1e40"),
        ("nan", 1, "nan is not known"),
        ("inf", 1, "inf is not known"),
        ("1j", 2, "operator is missing"),
        ("x.__class__", 1, "not known"),
        ("'x'*9", 1, ""),
        ("x if x else 1", 3, "operator is missing"),
        ("[x for x in x]", 4, "operator is missing"),
        ("х", 1, "does not belong"),  # the Cyrillic letter
        ("ｘ", 1, "does not belong"),
        ("x < 1", 3, "does not belong"),
        ("exp()", 5, "missing before )"),
        ("D(x, x, x)", 7, "D(expression, x)"),
    ],
)
def test_what_is_not_readable_is_told_with_its_column(text, column, hint):
    """Every reason names the column and helps."""
    with pytest.raises(NotReadable) as caught:
        parse(text, ("sigma",))
    assert (caught.value.column, hint in caught.value.reason) == (column, True)


@pytest.mark.parametrize(
    "text",
    [
        "x" * (LONGEST + 1), "(" * 900 + "x", "-" * 900 + "x", "x" + "**x" * 300, "1" * 41, "1e41",
        "1e-9999999", "+".join("x" * 400), "exp(" * 200 + "x" + ")" * 200, "٣ + x", "x\0", "\ud800",
    ],
)  # fmt: skip
def test_attacks_on_the_parser_are_not_readable(text):
    """Long, deep, huge and odd texts end in a reason, never in another exception."""
    with pytest.raises(NotReadable):
        parse(text)


def test_deepest_readable_tree_can_be_walked():
    """The longest sum that is read is no danger to whoever works through the tree."""
    tree = parse("+".join("x" * 150))
    assert (len(list(walk(tree))), len(flat(tree))) == (299, 299)


def test_equals_signs_make_a_chain():
    """One line may hold several expressions joined by equals signs."""
    assert [shape(tree) for tree in parse_chain("D(x, x) = 1 == 1")] == [
        Derivative(X, "x"),
        number(1),
        number(1),
    ]


@pytest.mark.parametrize("text", ["x + 1 =", "= x + 1 == ", "x + 1,", "x + 1 = "])
def test_a_sign_that_leads_on_is_passed_over(text):
    """An equals sign at the end of a line leads to the next line, as one at its start comes from the last."""
    assert [shape(tree) for tree in parse_chain(text)] == [shape(parse("x + 1"))]


def test_columns_count_through_a_chain():
    """In a chain, the column is that of the whole line."""
    with pytest.raises(NotReadable) as caught:
        parse_chain("= x = 2x")
    assert caught.value.column == 8


def test_a_chain_is_not_one_expression():
    """Where one expression is wanted, a chain is not readable."""
    with pytest.raises(NotReadable, match="more than one ="):
        parse("x = x")


def test_flat_names_parts_by_position():
    """A tree travels as a list of nodes, each after its parts."""
    assert flat(parse("D(exp(-x)/3, x)")) == [
        ["variable"], ["-", 0], ["call", "exp", 1], ["number", "3"], ["/", 2, 3], ["D", 4],
    ]  # fmt: skip


def test_flat_lists_a_shared_part_once_and_an_equal_one_again():
    """Only one object in two places is one node: the drawn points follow from the list."""
    shared = parse("x")
    assert flat(Binary("+", shared, shared)) == [["variable"], ["+", 0, 0]]
    assert flat(parse("x + x")) == [["variable"], ["variable"], ["+", 0, 1]]
    assert flat(parse("pi")) == [["constant", "pi"]]


def test_a_line_is_read_in_the_names_and_the_variable_of_its_task():
    """What was read before for one task is not taken for another's."""
    assert parse("f(x)", ("f",)) == parse("f(x)", {"f"})
    with pytest.raises(NotReadable):
        parse("f(x)")
    with pytest.raises(NotReadable):
        parse("f(x)", ("f",), "t")
    assert parse("t", variable="t") != parse("x")
