"""Hostile notebook files: bytes that are hard to read, whatever the code in them would do.

Each function writes one into a student's folder; its docstring says what it tries to do.
"""

import json
import os
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode


@dataclass(frozen=True)
class Desk:
    """Where an attacker works.

    Attributes
    ----------
    folder : Path
        ``submitted/<student>/<id>``, which is there and empty.
    master : NotebookNode
        The released notebook.
    id : str
        The assignment.
    """

    folder: Path
    master: NotebookNode
    id: str

    @property
    def path(self) -> Path:
        """The file that is expected."""
        return self.folder / f"{self.id}.ipynb"

    def plain(self) -> dict[str, Any]:
        """Return the released notebook as plain JSON."""
        table: dict[str, Any] = json.loads(json.dumps(self.master))
        return table

    def write(self, table: object, path: Path | None = None) -> None:
        """Write plain JSON, broken characters and all."""
        (path or self.path).write_bytes(json.dumps(table).encode("ascii"))

    def write_with(self, *sources: str | list[str]) -> None:
        """Write the released notebook with further code cells."""
        table = self.plain()
        table["cells"] += [code(source, f"extra-{number}") for number, source in enumerate(sources)]
        self.write(table)

    def replace_in(self, old: str, new: str) -> None:
        """Write the released notebook with a piece of its text replaced; it has to be there."""
        text = json.dumps(self.plain())
        assert old in text
        self.path.write_text(text.replace(old, new, 1), encoding="utf-8")


Attack = Callable[[Desk], None]


def code(source: object, identifier: object = "extra", **metadata: object) -> dict[str, Any]:
    """Make a code cell of anything."""
    return {
        "cell_type": "code",
        "id": identifier,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def text(source: object, identifier: object = "text", **more: object) -> dict[str, Any]:
    """Make a text cell of anything."""
    return {"cell_type": "markdown", "id": identifier, "metadata": {}, "source": source, **more}


def _nested(depth: int, leaf: object = "x") -> Any:
    value: Any = leaf
    for _ in range(depth):
        value = {"a": value}
    return value


def deep_attachments(desk: Desk) -> None:
    """Nest the attachments of a text cell 900 deep, where copying them recurses too far."""
    table = desk.plain()
    table["cells"].append(text("x", attachments=_nested(900)))
    desk.write(table)


def listed_attachments(desk: Desk) -> None:
    """Give a list where an attachment has a table of kinds."""
    table = desk.plain()
    table["cells"].append(text("![a](attachment:a.png)", attachments={"a.png": ["image/png"]}))
    desk.write(table)


def odd_attachments(desk: Desk) -> None:
    """Give attachments of every wrong kind, with names and contents of every wrong kind."""
    table = desk.plain()
    for number, odd in enumerate(
        [[], 7, None, "x", {"": {"": 1}}, {"a": {"image/png": [1]}}, {"\ud800": {"b": "\udc00"}}]
    ):
        table["cells"].append(text("x", f"odd-{number}", attachments=odd))
    desk.write(table)


def surrogate_kernel(desk: Desk) -> None:
    """Name its kernel with half a character, which no encoding writes."""
    table = desk.plain()
    table["metadata"]["kernelspec"] = {"name": "\ud800", "display_name": "\udfff", "language": "\ud800"}
    desk.write(table)


def surrogates_everywhere(desk: Desk) -> None:
    """Put half characters into sources, ids, marks, titles, outputs and keys."""
    half = "\ud800x\udfff"
    table = desk.plain()
    table["metadata"] |= {half: half, "title": half, "authors": [{"name": half}], "colab": {half: half}}
    table["cells"] += [
        code(f"note = '{half}'  # {half}", half),
        code([half, "\n", half], "b", nbgrader={"grade_id": half, "solution": True, "points": half}),
        text(half, half, attachments={half: {half: half}}),
        {**code("1", "c"), "outputs": [{"output_type": "stream", "name": half, "text": half}]},
    ]
    desk.write(table)


def impossible_numbers(desk: Desk) -> None:
    """Write numbers that are none, have no end, or have more digits than Python reads."""
    table = desk.plain()
    table["cells"].append(code("1", 10**18, nbgrader={"grade_id": 7, "points": 1e308}))
    table["metadata"] |= {"a": "@1", "b": "@2", "c": "@3", "orig_nbformat": "@4"}
    words = json.dumps(table).replace('"nbformat": 4', '"nbformat": 1e999')
    for name, number in (("@1", "NaN"), ("@2", "-Infinity"), ("@3", "9" * 5000), ("@4", "1e999")):
        words = words.replace(f'"{name}"', number)
    desk.path.write_text(words, encoding="ascii")


def half_a_million_digits(desk: Desk) -> None:
    """Write an integer of half a million digits, which takes minutes where it is read in full."""
    desk.path.write_text(json.dumps(desk.plain()).replace("{", '{"n": ' + "7" * 500_000 + ", ", 1))


def twice_the_same_key(desk: Desk) -> None:
    """Give every key twice, so that two readers may see two notebooks."""
    words = json.dumps(desk.plain())
    words = words.replace('"source":', '"source": "def double(x): return None", "source":')
    words = words.replace('"cells":', '"cells": [], "cells":', 1)
    desk.path.write_text(words[:-1] + ', "metadata": 5, "nbformat": "4"}', encoding="utf-8")


def cells_of_every_kind(desk: Desk) -> None:
    """List cells that are lists, numbers, texts, nothing, or have parts of every wrong kind."""
    table = desk.plain()
    table["cells"] += [[], [code("1")], 7, "x", None, True, {}, {"cell_type": []}, {"cell_type": "code"}]
    table["cells"] += [code(odd, odd) for odd in (None, 7, {}, {"a": 1}, [1, None, ["x"]], True, [["a"]])]
    table["cells"] += [{**code("1"), "metadata": odd} for odd in (None, [], "x", {"nbgrader": []})]
    table["cells"] += [
        code("1", "z", nbgrader={"grade_id": odd}) for odd in (None, [], {}, True, "", "x" * 10**5)
    ]
    table["metadata"] = [["kernelspec"]]
    desk.write(table)


def cells_are_a_table(desk: Desk) -> None:
    """Give a table where the list of cells belongs, and a notebook inside the notebook."""
    desk.write({"cells": {"0": code("1"), "length": 1}, "worksheets": desk.plain(), "nbformat": [4]})


def deep_json(desk: Desk) -> None:
    """Open a hundred thousand brackets and close them."""
    desk.path.write_bytes(b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def deep_metadata(desk: Desk) -> None:
    """Nest metadata as deep as JSON is still read, for whoever copies or walks it."""
    table = desk.plain()
    table["metadata"]["deep"] = table["cells"][0]["metadata"]["deep"] = _nested(400)
    table["cells"].append({**code("1"), "outputs": [{"output_type": "display_data", "data": _nested(400)}]})
    desk.write(table)


def a_million_letters(desk: Desk) -> None:
    """Give a cell's source as a list of a million texts of one letter."""
    desk.write_with(["#", *"x" * 1_000_000])


def tiny_tables(desk: Desk) -> None:
    """Write 36 MB of tiny tables, which take thirty times that in memory once they are read."""
    desk.path.write_bytes(b'{"cells": [' + b'{"a":{}},' * 4_000_000 + b"{}]}")


def one_long_text(desk: Desk) -> None:
    """Write one cell of 40 MB, with an escape for each character."""
    desk.path.write_bytes(b'{"cells": [{"cell_type": "code", "source": "' + rb"\u0e01" * 7_000_000 + b'"}]}')


def blank_file(desk: Desk) -> None:
    """Hand in 60 MB of blanks."""
    desk.path.write_bytes(b" " * (60 << 20))


def too_many_cells(desk: Desk) -> None:
    """Hand in nineteen hundred cells, each with an answer."""
    desk.write_with(*[f"def double(x):\n    return {number}" for number in range(1900)])


def zip_bomb(desk: Desk) -> None:
    """Hand in a ZIP archive that unpacks to two gigabytes, named as a notebook."""
    with (
        zipfile.ZipFile(desk.path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("x.ipynb", "w") as file,
    ):
        for _ in range(31):
            file.write(bytes(1 << 26))


def other_encodings(desk: Desk) -> None:
    """Write the notebook in UTF-16 with odd halves, and a second one in UTF-7."""
    desk.path.write_bytes(json.dumps(desk.plain()).encode("utf-16") + b"\xd8\x00")
    (desk.folder / "second.ipynb").write_bytes(json.dumps(desk.plain()).encode("utf-7"))


def cut_in_a_character(desk: Desk) -> None:
    """End in the middle of a character, after bytes that are no text at all."""
    words = json.dumps({**desk.plain(), "title": "กขค"}, ensure_ascii=False).encode()
    desk.path.write_bytes(words[:40] + b"\xff\xfe\xc0\x80" + words[40:] + "ก".encode()[:2])


def old_format_damaged(desk: Desk) -> None:
    """Say that it has the old format 3, with worksheets of every wrong kind."""
    sheets = [
        {"cells": [code("x"), {"cell_type": "heading", "level": "x"}, 5]},
        7,
        None,
        {"cells": _nested(300)},
    ]
    desk.write({"nbformat": 3, "nbformat_minor": {}, "worksheets": sheets, "metadata": {"name": 5}})


def prototype_keys(desk: Desk) -> None:
    """Use the names that programs in other languages treat as their own."""
    own = {
        "__proto__": {"score": 10},
        "constructor": {"prototype": {}},
        "__class__": "x",
        "__dict__": {},
        "$ref": "#",
    }
    table = desk.plain()
    table |= own
    table["metadata"] |= own
    table["cells"].append({**code("1", "__proto__", **own), **own, "pop": 1, "get": 2, "items": 3, "copy": 4})
    desk.write(table)


def colliding_ids(desk: Desk) -> None:
    """Give every cell the same id, and take those of the locked cells for its own."""
    table = desk.plain()
    locked = [cell["id"] for cell in table["cells"] if cell["metadata"].get("nbgrader", {}).get("locked")]
    for cell in table["cells"]:
        cell["id"] = locked[-1]
    table["cells"] += [code(f"locked = {number}", identifier) for number, identifier in enumerate(locked * 3)]
    desk.write(table)


def forged_marks(desk: Desk) -> None:
    """Mark its cells as graded ones with points of their own, and the test cells as answers without any."""
    table = desk.plain()
    for cell in table["cells"]:
        marks = cell["metadata"].get("nbgrader")
        if marks:
            marks |= {"points": 1e9, "locked": False, "grade": True, "solution": True, "schema_version": -1}
            marks["checksum"], marks["task"] = "0" * 32, True
    graded = [c["metadata"]["nbgrader"]["grade_id"] for c in table["cells"] if c["metadata"].get("nbgrader")]
    table["cells"] += [
        code(
            "assert True",
            f"forged-{number}",
            nbgrader={"grade_id": name, "grade": True, "points": 1e9, "locked": True},
        )
        for number, name in enumerate(
            [*graded, *graded, "../../ann", "__total__", "all", "'; drop table grade; --"]
        )
    ]
    table["metadata"]["nbgrader"] = {"score": 10, "autograded": True}
    desk.write(table)


def escapes_in_names(desk: Desk) -> None:
    """Put commands to the terminal and line breaks into the names of kernel, file and cells."""
    words = "\x1b]0;owned\x07\x1b[2J\x1b[1mfort: everybody has 10 of 10\r\n[INFO] graded 10 of 10\n"
    table = desk.plain()
    table["metadata"]["kernelspec"] = {"name": words, "display_name": words, "language": words}
    table["metadata"]["language_info"] = {
        "name": words,
        "file_extension": "/../../x",
        "nbconvert_exporter": words,
    }
    table["cells"].append(code(f"# {words}\n1/0", words[:60], nbgrader={"grade_id": words, "solution": True}))
    desk.write(table, desk.folder / "a\x1b[2J\x1b[31m\nscore 10\r.ipynb")


def name_that_is_no_text(desk: Desk) -> None:
    """Name its file in bytes that are no UTF-8."""
    desk.write(desk.plain(), desk.folder / os.fsdecode(b"caf\xe9-\xff.ipynb"))


def scrambled_tests(desk: Desk) -> None:
    """Add fifty-one scrambled copies of test cells, each nearly alike and compared with each released one."""
    chance = random.Random(6)
    tests = [c["source"] for c in desk.plain()["cells"] if "assert" in "".join(c["source"])]
    sources = []
    for number in range(51):
        letters = list("".join(tests[number % len(tests)]))
        chance.shuffle(letters)
        sources.append("assert " + "".join(letters).replace("\n", " "))
    table = desk.plain()
    table["cells"] = [c for c in table["cells"] if "assert" not in "".join(c["source"])]
    table["cells"] += [code(source, f"extra-{number}") for number, source in enumerate(sources)]
    desk.write(table)


def huge_outputs(desk: Desk) -> None:
    """Carry 30 MB of outputs, pictures and widgets that it made up itself."""
    table = desk.plain()
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": "x" * (3 << 20), "image/png": "A" * 10**6},
    }
    table["cells"].append({**code("1"), "outputs": [output] * 7})
    table["metadata"]["widgets"] = {"state": {"x": "y" * (2 << 20)}}
    desk.write(table)


BYTES: Mapping[str, Attack] = {
    attack.__name__: attack
    for attack in (
        deep_attachments,
        listed_attachments,
        odd_attachments,
        surrogate_kernel,
        surrogates_everywhere,
        impossible_numbers,
        half_a_million_digits,
        twice_the_same_key,
        cells_of_every_kind,
        cells_are_a_table,
        deep_json,
        deep_metadata,
        a_million_letters,
        tiny_tables,
        one_long_text,
        blank_file,
        too_many_cells,
        zip_bomb,
        other_encodings,
        cut_in_a_character,
        old_format_damaged,
        prototype_keys,
        colliding_ids,
        forged_marks,
        escapes_in_names,
        name_that_is_no_text,
        scrambled_tests,
        huge_outputs,
    )
}
