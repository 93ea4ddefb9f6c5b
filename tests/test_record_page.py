"""docs/record.md says of the record's JSON what the structs say: every field, its type, every status."""

import json
import re
import types
import typing
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from autograder.models import Record, Status
from autograder.reporting.export import write_json
from tests.builders.made_results import settled

PAGE = (Path(__file__).parent.parent / "docs" / "record.md").read_text(encoding="utf-8")
SIMPLE = {
    str: "text",
    float: "number",
    int: "whole number",
    bool: "true or false",
    datetime: "moment",
    types.NoneType: "null",
    Status: "Status",
}
"""What the page calls the types that JSON has, and ours that stand in a section of their own."""


def structs(start: type[msgspec.Struct]) -> dict[str, type[msgspec.Struct]]:
    """Return every struct that is reachable from one, by name."""
    found: dict[str, type[msgspec.Struct]] = {}
    waiting: list[object] = [start]
    while waiting:
        hint = waiting.pop()
        waiting += typing.get_args(hint)
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and hint.__name__ not in found:
            found[hint.__name__] = hint
            waiting += typing.get_type_hints(hint).values()
    return found


def words(hint: object) -> str:
    """Return what the page calls a type."""
    parts = [part for part in typing.get_args(hint) if part is not Ellipsis]
    origin = typing.get_origin(hint)
    if origin is tuple:
        return f"list of {words(parts[0])}"
    if origin is dict:
        return f"object of {words(parts[1])}"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(words(part) for part in parts)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint.__name__
    return SIMPLE[typing.cast(type, hint)]


def empty(field: msgspec.structs.FieldInfo) -> str:
    """Return what the page says a field holds when there is nothing to say."""
    if field.required:
        return "never"
    made = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    return "as below" if isinstance(made, msgspec.Struct) else f"`{json.dumps(msgspec.to_builtins(made))}`"


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading, without its head."""
    _, found, rest = PAGE.partition(f"\n{heading}\n")
    assert found, f"docs/record.md has no heading {heading!r}"
    section = re.split(r"\n#", rest)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def names(heading: str) -> list[str]:
    """Return the first cells of a table, without their code marks."""
    return [row[0].strip("`") for row in rows(heading)]


@pytest.mark.parametrize("struct", structs(Record).values(), ids=structs(Record))
def test_every_field_stands_in_the_page(struct: type[msgspec.Struct]) -> None:
    """Name, type and empty value of each field, in the order of the file, and no other field."""
    hints = typing.get_type_hints(struct)
    expected = [[f"`{f.name}`", words(hints[f.name]), empty(f)] for f in msgspec.structs.fields(struct)]
    table = rows(f"### {struct.__name__}")
    assert [row[:3] for row in table] == expected
    assert all(len(row) == 4 and row[3] for row in table)


def test_page_has_no_other_struct() -> None:
    """A section about a struct that the record does not reach any more goes."""
    described = PAGE.partition("## The fields")[2].partition("\n## ")[0]
    assert set(re.findall(r"^### (\w+)$", described, re.MULTILINE)) == set(structs(Record))


def test_every_status_stands_in_the_page() -> None:
    """Each once, in the order of the enum, and no other."""
    assert names("## The statuses") == [status.value for status in Status]


def test_example_is_a_whole_record() -> None:
    """The example has every field, and none that a record has not."""
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example
    record = msgspec.json.decode(example[1], type=Record)
    assert json.loads(msgspec.json.encode(record)) == json.loads(example[1])


def keys(document: dict[str, typing.Any], *objects: str) -> Iterator[str]:
    """Yield the keys of a JSON object, and ``outer.inner`` for those of the named objects inside it."""
    for key, value in document.items():
        yield key
        if key in objects:
            yield from (f"{key}.{inner}" for inner in value)


def test_results_document_stands_in_the_page() -> None:
    """What `grade --json` and `export --to json` write, key by key."""
    document = json.loads(write_json([settled()]))
    entry = document["submissions"][0]
    expected = {*keys(document), *keys(entry, "parts", "entered", "lateness")}
    found = names("## The results of many submissions")
    assert sorted(found) == sorted(expected)
