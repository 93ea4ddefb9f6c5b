"""Single files and folders of files, named after what they are called."""

from pathlib import Path

import pytest

from autograder.submission.submitted import single_submissions
from tests.builders.small_course import ID


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["ada.ipynb", "bo.ipynb"], ["ada", "bo"]),
        (["ada/small.ipynb", "bo/small.ipynb"], ["ada", "bo"]),
        (["small.ipynb", "copy.ipynb"], ["handed_in"]),
        (["work.ipynb"], ["handed_in"]),
    ],
)
def test_folder_is_one_submission_or_several(tmp_path: Path, files: list[str], names: list[str]) -> None:
    """Notebooks side by side are one each, unless one of them has the released name."""
    folder = tmp_path / "handed_in"
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    assert [name for name, _ in single_submissions([folder], ID)] == names
