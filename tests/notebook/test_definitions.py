"""What a cell defines is read without running it."""

import ast
import unicodedata

import pytest

from autograder.notebook.definitions import (
    defined_names,
    definitions,
    imported_names,
    same,
    stub_names,
    without,
)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    return x", ("f",)),
        ("!pip install numpy\nimport numpy\ndef f(x): return x", ("f",)),
        ("%matplotlib inline\nA = 1\nB: int = 2\n_hidden = 3", ("A", "B")),
        ("%%time\nclass Net:\n    w = 1", ("Net",)),
        ("files = !ls\nGATES = {}", ("files", "GATES")),
        ("def f(x):\n    return x +\n\nC = 1", ("f", "C")),
        ("f == 1\nprint('f = 2'", ()),
        ("a, (b, c) = 1, (2, 3)", ("a", "b", "c")),
        ("คำตอบ = 1", (unicodedata.normalize("NFKC", "คำตอบ"),)),  # as Python reads identifiers
        ("", ()),
        ("(" * 5000, ()),
    ],
)
def test_names(source: str, names: tuple[str, ...]) -> None:
    """Magics, syntax errors and Thai do not hide what a cell was meant to define."""
    assert defined_names(source) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (
            "def f(): pass\nclass A: pass\nx = 1\n_y = 2\n(a, b) = 1, 2\nc: int = 3",
            ("f", "A", "x", "a", "b", "c"),
        ),
        ("if True:\n    x = 1", ()),
        ("def f(:", ()),
        ("", ()),
        ("f\0", ()),
    ],
)
def test_stub_names(source: str, names: tuple[str, ...]) -> None:
    """Public names defined at top level, in order; what does not parse defines nothing."""
    assert stub_names(source) == names


def test_statements_by_name() -> None:
    """A name comes with what gives it its whole value, so not with a part of a tuple, an item or a block."""
    source = (
        "a = b = 1\n(c, d) = 2, 3\ne: int\nf[0] = 4\nif a:\n    g = 5\nclass H: pass\nasync def i(): pass"
    )
    assert {name: node.lineno for name, node in definitions(source)} == {
        "a": 1,
        "b": 1,
        "e": 3,
        "H": 7,
        "i": 8,
    }


def test_imports_bind_names() -> None:
    """Aliases and packages are told as they are bound."""
    assert imported_names("import numpy as np\nimport os.path\nfrom math import exp as e, pi") == (
        "np",
        "os",
        "e",
        "pi",
    )


def test_shape_overlooks_words_and_layout() -> None:
    """A stub is the same with another docstring, other spaces and comments, and not with a body."""
    stub, same_stub, other = (
        "def f(x):\n    '''Do it.'''\n    raise NotImplementedError('write me')",
        "def f( x ):\n    # mine\n    raise NotImplementedError( 'write me' )",
        "def f(x):\n    return x",
    )
    nodes = [dict(definitions(source))["f"] for source in (stub, same_stub, other)]
    assert same(nodes[0], nodes[1])
    assert not same(nodes[0], nodes[2])


def test_without_keeps_line_numbers() -> None:
    """What is left stands on the lines where it stood; decorators go with their function."""
    source = "a = 1\n@cache\ndef f(x):\n    return x\nb = 1/0"
    node = dict(definitions(source))["f"]
    left = without(source, [node])
    assert left.split("\n") == ["a = 1", "", "", "", "b = 1/0"]
    assert ast.parse(left).body[-1].lineno == 5
