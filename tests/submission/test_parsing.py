"""Any bytes give a mended notebook, always the same, or one refusal in words; and nothing else, ever."""

import json
from typing import Any

import nbformat
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from autograder.course.layout import Assignment
from autograder.errors import UnreadableSubmission
from autograder.notebook.pictures import MOST_PICTURES
from autograder.submission.parsing import Parser, Reading
from autograder.submission.reading_reply import Mended, MendedCell, packed, rebuilt, unpacked
from autograder.submission.variant_cell import Numbers, Shown
from autograder.text import line
from tests.builders.hostile_notebooks import DAMAGED, PNG, TOO_MUCH, b64, cell, with_cells, worked
from tests.builders.small_course import ID, make_course

NUMBERS = Numbers({"factor": 2}, {"factor": 1}, "VARIANT = {'factor': 1}", handed_out=False)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

leaves = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20)
json_values = some.recursive(
    leaves,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner),
    max_leaves=12,
)
KEYS = ("cell_type", "source", "metadata", "id", "attachments", "outputs", "nbgrader", "cells", "worksheets")


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return make_course(tmp_path_factory.mktemp("course")).assignment(ID)


@pytest.fixture(scope="module")
def reading(assignment: Assignment) -> Reading:
    return Reading(assignment.notebook)


def outcome(reading: Reading, assignment: Assignment, content: bytes) -> tuple[object, ...]:
    """Read bytes, as they would be through a process and back."""
    reading.is_release(content)
    try:
        mended, shown = reading.read(content, NUMBERS)
    except UnreadableSubmission as error:
        return (line(str(error)),)
    again = unpacked(packed(mended))
    assert again == mended
    assert isinstance(shown, Shown)
    notebook = rebuilt(again, assignment.notebook)
    nbformat.validate(notebook)
    json.dumps(notebook, ensure_ascii=False, allow_nan=False).encode()
    return mended, shown, notebook


@FEW
@given(some.binary(max_size=300))
def test_any_bytes(reading: Reading, assignment: Assignment, content: bytes) -> None:
    """Bytes without any sense are refused."""
    (told,) = outcome(reading, assignment, content)
    assert told


@FEW
@given(some.data())
def test_cut_and_spoilt_files(reading: Reading, assignment: Assignment, data: some.DataObject) -> None:
    """A file with some bytes missing or changed is read or refused, twice the same."""
    content = bytearray(with_cells(cell("VARIANT = {'factor': 2}")))
    for _ in range(data.draw(some.integers(1, 4))):
        place = data.draw(some.integers(0, len(content) - 1))
        content[place : place + data.draw(some.integers(0, 30))] = data.draw(some.binary(max_size=8))
    first = outcome(reading, assignment, bytes(content))
    assert outcome(reading, assignment, bytes(content)) == first


@FEW
@given(some.data())
def test_files_with_other_values(reading: Reading, assignment: Assignment, data: some.DataObject) -> None:
    """Any JSON in place of anything in a notebook is read or refused, twice the same."""
    table: Any = worked()
    table["cells"].append(
        cell("![](attachment:a.png)", "markdown", attachments={"a.png": {"image/png": b64(PNG)}})
    )
    for _ in range(data.draw(some.integers(1, 3))):
        place: Any = table
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(some.sampled_from(keys))
            if not isinstance(place[key], dict | list) or not place[key] or data.draw(some.booleans()):
                place[key] = data.draw(
                    json_values | some.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, json_values))
                )
                break
            place = place[key]
    content = json.dumps(table).encode()
    first = outcome(reading, assignment, content)
    assert outcome(reading, assignment, content) == first


@FEW
@given(some.lists(some.text(max_size=60), max_size=5))
def test_cells_of_any_text(reading: Reading, assignment: Assignment, sources: list[str]) -> None:
    """Whatever stands in cells, the answers beside it are read."""
    mended, _, _ = outcome(reading, assignment, with_cells(*map(cell, sources)))
    assert isinstance(mended, Mended)
    assert {"double", "half"} <= {
        name for _, text in mended.to_run for name in ("double", "half") if f"def {name}" in text
    }


@pytest.mark.parametrize("name", [*DAMAGED, *TOO_MUCH])
def test_known_damage_is_read_twice_the_same(reading: Reading, assignment: Assignment, name: str) -> None:
    """Each known oddity, without a process."""
    content = DAMAGED.get(name) or TOO_MUCH[name][0]
    first = outcome(reading, assignment, content)
    assert (len(first) == 1) == (name in TOO_MUCH)
    assert outcome(reading, assignment, content) == first


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (DAMAGED["cells that are none"], "held 5 entries that are no cells"),
        (DAMAGED["a source that is a table"], "Cell 9 of the file held no text"),
        (DAMAGED["a drawing with a script"], "attachments that are not shown"),
        (DAMAGED["attachments that are a list"], "attachments that are not shown"),
    ],
)
def test_what_is_left_out_is_told(reading: Reading, content: bytes, told: str) -> None:
    """Nothing of a student's goes away in silence."""
    mended, _ = reading.read(content, None)
    assert [line for line in mended.repairs if told in line]


def test_a_thousand_pictures_are_counted(reading: Reading) -> None:
    """So many stay as the limit says."""
    mended, _ = reading.read(DAMAGED["a thousand attachments"], None)
    assert len(mended.cells[-1].pictures) == MOST_PICTURES


def test_thousands_of_oddities_are_told_in_few_sentences(reading: Reading) -> None:
    """The log of a submission is bounded."""
    mended, _ = reading.read(with_cells(*[cell(5)] * 1500), None)
    assert len(mended.repairs) == 201
    assert "more sentences" in mended.repairs[-1]


def test_parser_takes_parts_and_forgets_them(assignment: Assignment) -> None:
    """A file that comes in parts is read as one, and the next one begins anew."""
    parser = Parser(np.frombuffer(json.dumps(assignment.notebook).encode(), np.uint8))
    for content in (with_cells(), assignment.notebook_path.read_bytes()):
        for start in range(0, len(content), 1000):
            parser.feed(np.frombuffer(content[start : start + 1000], np.uint8))
        assert parser.is_release() is (content != with_cells())
    parser.feed(np.frombuffer(b"%PDF", np.uint8))
    refusal, *nothing = parser.read(None)
    assert "a PDF" in refusal
    assert nothing == [None, None]


CELL = MendedCell("code", "x = 1", "one")
MARKED = MendedCell("code", "x = 1", "two", "q1_double_answer")


@pytest.mark.parametrize(
    "mended",
    [
        Mended([MendedCell("code", "x", "one", "q9_nothing")], []),
        Mended([MARKED, MARKED], []),
        Mended([CELL], [(1, "x = 1")]),
        Mended([CELL], [(0, "x = 1"), (0, "x = 1")]),
        Mended([MendedCell("markdown", "x", "one")], [(0, "x")]),
        Mended([CELL], [], keep={7: ["x"]}),
        Mended([MendedCell("markdown", "x", "one", "", {"a.png": ("image/png", "<b>")})], []),
    ],
)
def test_replies_that_make_no_sense_are_refused(assignment: Assignment, mended: Mended) -> None:
    """What a reader that was taken over says is held against the release."""
    with pytest.raises(ValueError, match="that"):
        rebuilt(mended, assignment.notebook)


@pytest.mark.parametrize(
    "mended",
    [
        Mended([MendedCell("code", "x", "<b>")], []),
        Mended([MendedCell("code", "x", "one\n")], []),
        Mended([MendedCell("script", "x", "one")], []),  # type: ignore[arg-type]
        Mended([MendedCell("code", 5, "one")], []),  # type: ignore[arg-type]
        Mended([CELL] * 5000, []),
        Mended([CELL], [(-1, "x")]),
        Mended([MendedCell("markdown", "x", "one", "", {"a": ("text/html", "<b>")})], []),  # type: ignore[dict-item]
        Mended([CELL], [], ["x" * 5000]),
        Mended([CELL], [], ["x"] * 5000),
    ],
)
def test_replies_of_other_types_and_lengths_are_refused(mended: Mended) -> None:
    """Every field is checked while it is decoded."""
    with pytest.raises(ValueError, match=r"Expected|Invalid"):
        unpacked(packed(mended))


@FEW
@given(some.binary(max_size=200))
def test_bytes_that_are_no_reply(content: bytes) -> None:
    """Other bytes, and other values, are refused."""
    with pytest.raises(ValueError, match=r".+"):
        unpacked(np.frombuffer(b"\x96" + content, np.uint8))
    for value in (None, content, np.zeros(3), [1, 2]):
        with pytest.raises(ValueError, match="that is none"):
            unpacked(value)


def test_pictures_of_the_release_are_put_back(assignment: Assignment) -> None:
    """What the release itself shows, in any type, comes from the release and not through the fence."""
    notebook = nbformat.from_dict(json.loads(json.dumps(assignment.notebook)))
    asked = notebook.cells[-1]
    asked.attachments = nbformat.from_dict({"a.svg": {"image/svg+xml": "<svg/>"}})
    table = worked()
    del table["cells"][-1]
    mended, _ = Reading(notebook).read(json.dumps(table).encode(), None)
    last = rebuilt(unpacked(packed(mended)), notebook).cells[-1]
    assert (last.source, last.attachments) == (asked.source, asked.attachments)
