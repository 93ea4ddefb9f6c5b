"""The text of a notebook's file: nbformat's own writer is the oracle."""

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import from_dict

from autograder.notebook.saved import saved

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
PLAIN = st.one_of(
    TEXTS, st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False)
)
KINDS = st.sampled_from(["text/plain", "text/html", "image/png", "application/javascript", "image/svg+xml"])
BUNDLES = st.dictionaries(KINDS, TEXTS)
METADATA = st.dictionaries(
    st.sampled_from(["trusted", "nbgrader", "x"]), PLAIN | st.dictionaries(TEXTS, PLAIN, max_size=2)
)
OUTPUTS = st.one_of(
    st.fixed_dictionaries({"output_type": st.just("stream"), "name": st.just("stdout"), "text": TEXTS}),
    st.fixed_dictionaries(
        {"output_type": st.just("error"), "ename": TEXTS, "evalue": TEXTS, "traceback": st.lists(TEXTS)}
    ),
    st.fixed_dictionaries(
        {"output_type": st.just("display_data"), "data": BUNDLES, "metadata": st.just({})},
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("execute_result"),
            "data": BUNDLES,
            "metadata": st.just({}),
            "execution_count": st.none() | st.integers(min_value=0),
        },
    ),
)
CODE = st.fixed_dictionaries(
    {
        "cell_type": st.just("code"),
        "source": TEXTS,
        "metadata": METADATA,
        "outputs": st.lists(OUTPUTS, max_size=3),
        "execution_count": st.none() | st.integers(min_value=0),
    }
)
PROSE = st.fixed_dictionaries(
    {"cell_type": st.just("markdown"), "source": TEXTS, "metadata": METADATA},
    optional={"attachments": st.dictionaries(TEXTS, BUNDLES, max_size=2)},
)
SHEETS = st.dictionaries(st.sampled_from(["orig_nbformat", "signature", "x"]), st.integers(min_value=1))


@given(st.lists(CODE | PROSE, max_size=4), SHEETS)
def test_is_what_nbformat_writes(cells: list[dict[str, object]], metadata: dict[str, int]) -> None:
    """To the last byte, whatever texts and numbers stand in it."""
    named = [{**cell, "id": f"c{place}"} for place, cell in enumerate(cells)]
    notebook = from_dict({"cells": named, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    assert saved(notebook) == nbformat.writes(notebook, version=4) + "\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\x1c"])
def test_lines_end_where_nbformat_ends_them(ends: str) -> None:
    """Also at the rarer ends of lines, and where none follows the last."""
    text = f'a{ends}b{ends}{ends}\u0e01\U0001f600\x7f\x00"\\/'
    cell = nbformat.v4.new_code_cell(text, id="a", outputs=[nbformat.v4.new_output("stream", text=text)])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    before = nbformat.writes(notebook)
    assert saved(notebook) == before + "\n"
    assert nbformat.writes(notebook) == before
