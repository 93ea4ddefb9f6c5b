"""Every block of code that README and docs print works as printed."""

import ast
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer

from autograder.cli.app import app
from autograder.validation import validate
from autograder.validation.mutation import read_equivalent
from tests.builders.pages import PAGES, Block, block_with, blocks, build

OTHERS = {"python3", ".venv/bin/pip", ".venv/bin/pytest"}
"""Programs beside ours that the pages call."""
MENTIONED = re.compile(r"`(?:\.venv/bin/)?(autograder\s[^`]+)`")


def commands() -> list[str]:
    """Return every call of the command line on a page, in a block of code or in the text."""
    found = []
    for block in blocks():
        if block.language == "sh":
            found += [part.strip() for line in block.code.splitlines() for part in line.split("&&")]
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found += [" ".join(match.split()) for match in MENTIONED.findall(text)]
    return found


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_every_command_is_one(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line knows each command with its arguments; other programs are the few that are needed."""
    words = shlex.split(command, comments=True)
    if words[0].removeprefix(".venv/bin/") != "autograder":
        assert words[0] in OTHERS
        return
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.txt").write_text("ann\n")
    (tmp_path / "work.ipynb").write_text("{}")
    (tmp_path / "quiz6.ipynb").write_text("{}")
    group = typer.main.get_command(app)
    name, arguments = words[1], words[2:]
    known = group.get_command(typer.Context(group), name)  # type: ignore[attr-defined]
    assert known is not None
    assert known.make_context(name, arguments).command is known


@pytest.mark.parametrize("block", blocks(), ids=lambda block: f"{block.page}:{block.line}")
def test_every_block_is_read(block: Block) -> None:
    """A block is a plan of folders, or it is of a language that a test here reads."""
    if block.language == "python":
        ast.parse(block.code)
    elif block.language == "toml":
        tomllib.loads(block.code)
    elif block.language == "json":
        json.loads(block.code)
    else:
        assert block.language in ("sh", "")


def test_the_list_of_equivalent_mutants_is_one(tmp_path: Path) -> None:
    """The page's equivalent.toml is read."""
    path = tmp_path / "equivalent.toml"
    path.write_text(block_with("assign:3f2a91c0"), encoding="utf-8")
    assert read_equivalent(path)


def test_every_python_block_is_in_the_pages_assignment(tmp_path: Path) -> None:
    """No block of Python is left out of what is proved below."""
    build(tmp_path)
    written = "\n".join(path.read_text() for path in (tmp_path / "reference").rglob("*.py"))
    for block in blocks():
        if block.language == "python":
            assert block.code.rstrip().removesuffix("...").rstrip() in written


@pytest.mark.sandbox
@pytest.mark.slow
def test_the_pages_assignment_is_proved(tmp_path: Path) -> None:
    """What the page prints, put into the folders that it names, is an assignment that validate proves."""
    report = validate(build(tmp_path), "kmeans", processes=1)
    assert [row.text for section in report.sections for row in section.rows if not row.ok] == []
    assert report.passed
