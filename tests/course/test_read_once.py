"""An assignment is parsed once however often a batch asks for it, and never taken for an older one."""

import os
from pathlib import Path
from typing import Any

import pytest

from autograder.course import layout
from tests.builders.small_course import ID, make_course


def test_assignment_is_parsed_again_only_when_it_is_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its bytes, not by times: a change of one character in the same moment is seen."""
    course = layout.Course(make_course(tmp_path).root)
    parsed: list[str] = []
    read = layout.nbformat.reads

    def counting(text: str, **how: Any) -> Any:
        parsed.append(text)
        return read(text, **how)

    monkeypatch.setattr(layout.nbformat, "reads", counting)
    first = course.assignment(ID)
    assert course.assignment(ID) is first
    assert len(parsed) == 1
    path = first.notebook_path
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace('"points": 4', '"points": 5'), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert course.assignment(ID).questions[0].points == 5.0
    settings = first.folder / "assignment.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("A small", "Another"), encoding="utf-8")
    assert course.assignment(ID).settings.title == "Another assignment"
    assert first.settings.title == "A small assignment"
