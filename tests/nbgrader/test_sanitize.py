"""Making a student's markdown harmless takes linear time; no writing of a diagram's fence slips through."""

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from autograder.nbgrader.sanitize import safe_markdown, safe_notebook

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
