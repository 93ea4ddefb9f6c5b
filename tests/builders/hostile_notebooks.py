"""Files that students may hand in by accident or on purpose, for the tests of reading."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from tests.builders.small_course import DOUBLE, HALF, master

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPEG = b"\xff\xd8\xff\xe0" + bytes(100)


def b64(data: bytes) -> str:
    """Write bytes as notebooks do."""
    return base64.b64encode(data).decode()


def cell(source: object = "", kind: str = "code", **more: object) -> dict[str, Any]:
    """Make a cell of a file."""
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def worked() -> dict[str, Any]:
    """Give a right answer to the small course, as a file's table."""
    return json.loads(json.dumps(master(DOUBLE, HALF)))


def with_cells(*cells: object, **more: object) -> bytes:
    """Write a right answer with cells after it."""
    table = worked()
    return json.dumps({**table, "cells": [*table["cells"], *cells], **more}).encode()


def with_text(before: str, after: str) -> bytes:
    """Write a right answer with something else in its bytes."""
    content = with_cells(cell("HERE"))
    assert before.encode() in content
    return content.replace(before.encode(), after.encode())


def nested(depth: int) -> dict[str, Any]:
    """Nest tables."""
    table: dict[str, Any] = {}
    for _ in range(depth):
        table = {"a": table}
    return table


def attached(attachments: object) -> bytes:
    """Write a right answer with a text cell that something is attached to."""
    return with_cells(cell("![](attachment:a.png)", "markdown", attachments=attachments))


TOO_MUCH: Mapping[str, tuple[bytes, str]] = {
    "2001 cells": (with_cells(*[cell("1")] * 2001), "at most 2000 are graded"),
    "470 kB of lines": (with_cells(cell("x=1\n" * 117_500)), "at most 100,000 are read"),
    "a cell of one long word": (with_cells(cell("y" * 100_001)), "at most 100,000 are read"),
    "a text cell of 300 kB": (with_cells(cell("# " + "z " * 150_000, "markdown")), "at most 100,000"),
    "eleven long cells": (with_cells(*[cell("x = 1\n" * 16_000)] * 11), "1,000,000 characters together"),
    "a million short lists": (
        with_text('"metadata": {}', '"metadata": {"x": NaN, "y": [' + "[]," * 2_000_001 + "0]}"),
        "more than 2,000,000 values",
    ),
    "lists 200,000 deep": (b'{"cells": ' + b"[" * 200_000, "more than 100 deep"),
    "attachments nested 900 deep": (attached(nested(900)), "more than 100 deep"),
    "tables 5,000 deep": (b'{"cells": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_001, "more than 100 deep"),
    "an unclosed string of quotes": (b'{"cells": ["' + b'\\"' * 1_000_000, "not JSON"),
}
"""Beyond a limit, and what is said of it."""

DAMAGED: Mapping[str, bytes] = {
    "attachments that are a list in a table": attached({"a.png": ["image/png"]}),
    "attachments that are a list": attached(["a.png", "image/png"]),
    "attachments that are a text": attached("a.png"),
    "attachments nested 90 deep": attached(nested(90)),
    "a picture of numbers": attached({"a.png": {"image/png": [1, 2]}}),
    "a picture that is none": attached({"a.png": {"image/png": "!!!!"}}),
    "a picture that is a page": attached({"a.png": {"image/png": b64(b"<script>alert(1)</script>")}}),
    "a drawing with a script": attached({"a.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"}}),
    "a name of half a character": attached({"\ud800.png": {"image/png": b64(PNG)}}),
    "a thousand attachments": attached({f"{n}.png": {"image/png": b64(PNG)} for n in range(1000)}),
    "a kernel of half a character": with_cells(metadata={"kernelspec": {"name": "\ud800"}}),
    "a kernel of a list": with_cells(metadata={"kernelspec": ["python3"]}),
    "a kernel with a name of a megabyte": with_cells(metadata={"kernelspec": {"name": "k" * 1_000_000}}),
    "metadata that are a number": with_cells(metadata=5),
    "NaN in the metadata": with_text('"metadata": {}', '"metadata": {"a": NaN, "b": -Infinity}'),
    "a number of 9,000 digits": with_text('"metadata": {}', '"metadata": {"a": ' + "9" * 9_000 + "}"),
    "a count of 9,000 digits": with_text('"HERE"', '"1", "execution_count": ' + "7" * 9_000),
    "a number that is too large": with_text('"metadata": {}', '"metadata": {"a": 1e999999}'),
    "half a character in a source": with_cells(cell("x = '\ud83d'")),
    "a raw tabulator in a string": with_text("HERE", "if 1:\tpass"),
    "cells that are none": with_cells(None, 5, "cell", [], True),
    "a cell without anything": with_cells({}),
    "a source that is a table": with_cells(cell({"a": 1})),
    "a source of odd parts": with_cells(cell(["x = 1\n", None, 5, ["y"], "z = 2"])),
    "an id that is a list": with_cells(cell("1", id=["x"])),
    "an id of blanks": with_cells(cell("1", id="  <b>  ")),
    "an id twice": with_cells(cell("a = 1", id="twin"), cell("b = 1", id="twin")),
    "an id of a megabyte": with_cells(cell("1", id="i" * 1_000_000)),
    "marks that are a list": with_cells(cell("1", metadata={"nbgrader": ["q1"]})),
    "marks of half a character": with_cells(cell("1", metadata={"nbgrader": {"grade_id": "\udfff"}})),
    "bare carriage returns": with_cells(cell("a = 1\rb = 2\rVARIANT = {'factor': 3}\r")),
    "a null byte": with_cells(cell("a = 1\0")),
    "a byte-order mark": b"\xef\xbb\xbf" + with_cells(),
    "UTF-16": with_cells().decode().encode("utf-16"),
    "the newest format": with_cells(nbformat=99, nbformat_minor=[]),
}
"""Harmed in a way that costs nothing: the answers in them are still read."""
