"""Whoever dies while a run's folder is removed leaves one that the next start still knows for nobody's."""

import os
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import run_folder

FILES = 9


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("after", range(FILES + 1))
def test_next_start_removes_the_rest(after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Death comes after any number of files."""
    folder = tmp_path / "autograder-run-of-the-dead"
    for number in range(FILES):
        place = folder / f"scratch-{number}" if number % 2 else folder
        place.mkdir(parents=True, exist_ok=True)
        (place / f"file-{number}").touch()
    (folder / "lock").touch()
    real, left = os.unlink, [after]

    def unlink(*arguments: Any, **keywords: Any) -> None:
        if not left[0]:
            raise Died
        left[0] -= 1
        real(*arguments, **keywords)

    monkeypatch.setattr(os, "unlink", unlink)
    with pytest.raises(Died):
        run_folder.remove(folder)
    monkeypatch.undo()
    run_folder.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []
