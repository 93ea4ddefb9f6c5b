"""Cells that are not searched for commands are those in which IPython finds none."""

from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

from autograder.sandbox.cell_commands import CommandFinder, refused_by_tokens

ROOT = Path(__file__).parents[2]
PARTS = (
    *("x", "=", "%", "!", "?", ",", ";", "/", "\\", "\n", "\r", "\r\n", "\x0c", "\x85", "\u2028", "\t"),
    *(" ", "    ", "  ", "(", ")", "[", "'", "'''", '"', "#", ":", "1", "who", "ls", "is ", "\\d", "é"),
    *("if 1:", "def f():", "x = ", "x = %who", "!ls", "x?", "%time ", "%%capture\n", ">>> ", "In [1]: "),
)


def outcome(finder: TransformerManager, source: str) -> str | tuple[object, ...]:
    """Return the transformed cell, or the error's kind and words."""
    try:
        return str(finder.transform_cell(source))
    except SyntaxError as error:
        return type(error).__name__, error.args
    except ValueError as error:
        return type(error).__name__, str(error)


def compare(source: str) -> None:
    """Prove that a cell comes out as from IPython's own search, or meets the same error when it is parsed."""
    ours, theirs = outcome(CommandFinder(), source), outcome(TransformerManager(), source)
    if ours != theirs:
        assert isinstance(ours, str)
        error = refused_by_tokens(ours)
        assert error is not None
        assert (type(error).__name__, error.args) == theirs
        with pytest.raises(SyntaxError):
            compile(ours, "<cell>", "exec")


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_any_text_comes_out_as_from_ipython(source: str) -> None:
    """Commands in odd places, broken cells and strange line ends included."""
    compare(source)


@pytest.mark.parametrize("path", sorted((ROOT / "assignments").rglob("*.ipynb")), ids=lambda path: path.stem)
def test_every_cell_of_the_course_comes_out_as_from_ipython(path: Path) -> None:
    """The cells that students are given, whole and cut off in the middle."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            compare(cell.source)
            compare(cell.source[: len(cell.source) // 2])


@pytest.mark.parametrize(
    "source",
    [
        "%time 1",
        "x = %who",
        "x = \\\n  !ls",
        "len?",
        "(1,\n2)\n%who",
        "\x0c%who",
        "/abs 1",
        ",f a",
        "\\\n%who",
    ],
)
def test_commands_are_found(source: str) -> None:
    """What IPython turns into a call is turned into one here."""
    assert CommandFinder().transform_cell(source) == TransformerManager().transform_cell(source)
    assert CommandFinder().transform_cell(source) != source + "\n"


def test_a_broken_cell_tells_what_its_search_would_have_met() -> None:
    """The tokenizer's words for an indentation that fits nothing, as before the cell is compiled."""
    source = "if x:\n        y\n    z\n"
    assert isinstance(outcome(TransformerManager(), source), tuple)
    compare(source)
