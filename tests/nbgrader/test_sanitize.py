"""Making a student's notebook harmless: linear time, no diagram's fence slips through, and it stays valid."""

import jsonschema
import pytest
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbformat.validator import get_validator

from autograder.nbgrader.sanitize import safe_markdown, safe_notebook
from tests.builders.hostile_page import hostile_notebook
from tests.builders.small_course import master

SIZE = 100_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "part", ["\n", "\r", " ", "`", "~", "```\n", "\n`", "[", "![", "![ ", "![a](attachment:", "](", "<", "> "]
)
def test_any_text_takes_linear_time(part: str) -> None:
    """Each takes milliseconds; trying every start against every end takes an hour."""
    cell = new_markdown_cell(part * (SIZE // len(part)))
    made = safe_notebook(new_notebook(cells=[cell]), new_notebook())
    assert made.cells[0].source.split() == safe_markdown(cell.source).split()


@pytest.mark.parametrize(
    "text",
    [
        "```mermaid\nx",
        "> - ~~~~ Mermaid\nx",
        "words\n   ```  mermaid",
        "words\r```mermaid",
        "words\r\n\r\n```\tmermaid",
        "\n\n\n```mermaid",
        "```{mermaid}",
    ],
)
def test_a_diagrams_fence_is_one_of_text(text: str) -> None:
    """Its name no longer opens what follows."""
    assert "text mermaid" in safe_markdown(text).lower()


def test_other_fences_stay() -> None:
    """Code and prose that name the word are as they were."""
    for text in ("```python\nmermaid = 1\n```", "mermaid", "a ```mermaid", "```\nmermaid\n```"):
        assert safe_markdown(text) == text


def test_picture_that_is_missing_is_named() -> None:
    """A viewer would stop at it."""
    cell = new_markdown_cell("![my plot, v.2](attachment:a.png)")
    assert safe_notebook(new_notebook(cells=[cell]), new_notebook()).cells[0].source == "(picture a.png)"


def by_the_schema(notebook: NotebookNode) -> list[str]:
    """Return what jsonschema itself has against a notebook; nbformat's fast validator is not asked."""
    schema = get_validator(4, 5, name="jsonschema")._schema
    return [error.message for error in jsonschema.Draft4Validator(schema).iter_errors(notebook)]


def test_what_is_made_of_an_attack_is_valid() -> None:
    """By the slow validator, and each id once."""
    made = safe_notebook(hostile_notebook(), master())
    assert by_the_schema(made) == []
    assert len({cell.id for cell in made.cells}) == len(made.cells) > 5


@pytest.mark.parametrize(
    "count", [True, -1, 1.0, "1", None, [1]], ids=["bool", "negative", "float", "text", "none", "list"]
)
def test_an_odd_count_is_none(count: object) -> None:
    """A format's limits are met whatever a cell or a result says of how often it ran."""
    result = from_dict({"output_type": "execute_result", "data": {"text/plain": "x"}, "metadata": {}})
    cell = new_code_cell("x")
    dict.__setitem__(cell, "execution_count", count)
    dict.__setitem__(result, "execution_count", count)
    cell.outputs = [result]
    made = safe_notebook(NotebookNode(cells=[cell]), new_notebook())
    assert made.cells[0].execution_count is None
    assert made.cells[0].outputs[0].execution_count is None
    assert by_the_schema(made) == []


def test_ids_that_foresee_ours_stay_valid() -> None:
    """A name that is taken gets an ending, which never makes it longer than an id may be."""
    foreseen = [f"cell-{place}{'-again' * times}" for place in (30, 31) for times in range(10)]
    cells = [new_markdown_cell("x", id=name) for name in foreseen]
    cells += [
        NotebookNode(cell_type="markdown", source="x", metadata=NotebookNode(), id="") for _ in range(20)
    ]
    made = safe_notebook(NotebookNode(cells=cells, metadata=NotebookNode()), new_notebook())
    names = [cell.id for cell in made.cells]
    assert names[: len(foreseen)] == foreseen
    assert len(set(names)) == len(names)
    assert by_the_schema(made) == []
