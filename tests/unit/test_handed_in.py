"""The notebook that counts is found, whatever platforms and students did to names and folders."""

import os
from pathlib import Path

import nbformat
import pytest

from autograder.course import Assignment, Course
from autograder.errors import UnreadableSubmission
from autograder.handed_in import Found, find_notebook, submissions
from autograder.parsing import Reading
from tests.small_course import DOUBLE, HALF, ID, make_course, master

WORKED = nbformat.writes(master(DOUBLE, HALF))
OTHER = nbformat.writes(master(DOUBLE))
RELEASE = nbformat.writes(master())


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def assignment(course: Course) -> Assignment:
    return course.assignment(ID)


def find(path: Path, assignment: Assignment) -> Found:
    """Find the notebook that counts; what is untouched is told as everywhere."""
    return find_notebook(path, f"{ID}.ipynb", Reading(assignment.notebook).is_release)


def put(folder: Path, **texts: str) -> None:
    """Write files, each a second newer than the one before."""
    for age, (name, text) in enumerate(texts.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1000 + age, 1000 + age))


@pytest.mark.parametrize(
    "name",
    [
        "small (1).ipynb",
        "Copy of small.ipynb",
        "small-Copy1.ipynb",
        "lovelaceada_12345_67890_small-1.ipynb",
        "Ada Lovelace_4711_assignsubmission_file_/small.ipynb",
        "unzipped/inner/small.IPYNB",
        "การบ้าน.ipynb",
    ],
)
def test_only_notebook_counts_under_any_name(tmp_path: Path, assignment: Assignment, name: str) -> None:
    """Copies and platform names cost nothing and stand in the log."""
    put(tmp_path, **{name: WORKED, "notes.txt": "", ".ipynb_checkpoints/small.ipynb": RELEASE})
    found = find(tmp_path, assignment)
    assert found.path == tmp_path / name
    assert name in found.repairs[0]
    assert found.flags == ()


def test_released_name_wins(tmp_path: Path, assignment: Assignment) -> None:
    """An older file of the released name goes before a newer copy."""
    put(tmp_path, **{"small.ipynb": WORKED, "small-Copy1.ipynb": OTHER})
    found = find(tmp_path, assignment)
    assert found.path.name == "small.ipynb"
    assert found.flags == ()


def test_untouched_release_does_not_win(tmp_path: Path, assignment: Assignment) -> None:
    """A student who worked in a copy and handed in both is graded on the work."""
    put(tmp_path, **{"work.ipynb": WORKED, "small.ipynb": RELEASE})
    found = find(tmp_path, assignment)
    assert found.path.name == "work.ipynb"
    assert "Look whether it is the one that was meant" in found.flags[0]


def test_newest_of_several_counts(tmp_path: Path, assignment: Assignment) -> None:
    """Without the released name the newest that differs from the release counts, and is flagged."""
    put(tmp_path, **{"old.ipynb": WORKED, "new.ipynb": OTHER, "newest.ipynb": RELEASE})
    found = find(tmp_path, assignment)
    assert found.path.name == "new.ipynb"
    assert found.flags


def test_nothing_handed_in_says_so(tmp_path: Path, assignment: Assignment) -> None:
    """An empty folder and one of other files each say what is missing."""
    with pytest.raises(UnreadableSubmission, match="the folder is empty"):
        find(tmp_path, assignment)
    put(tmp_path, **{"report.docx": "", "photo.png": ""})
    with pytest.raises(UnreadableSubmission, match=r"only 'photo.png', 'report.docx'; hand in"):
        find(tmp_path, assignment)
    with pytest.raises(UnreadableSubmission, match="is not there"):
        find(tmp_path / "nobody", assignment)


def test_links_are_not_followed(tmp_path: Path, assignment: Assignment) -> None:
    """A link, to a file or a folder, leads nowhere."""
    secret = tmp_path / "elsewhere"
    put(secret, **{"small.ipynb": WORKED})
    handed_in = tmp_path / "handed_in"
    handed_in.mkdir()
    (handed_in / "small.ipynb").symlink_to(secret / "small.ipynb")
    (handed_in / "folder").symlink_to(secret)
    for path in (handed_in, handed_in / "small.ipynb"):
        with pytest.raises(UnreadableSubmission):
            find(path, assignment)


def test_special_files_are_not_opened(tmp_path: Path, assignment: Assignment) -> None:
    """A pipe of the right name would block its reader for ever."""
    os.mkfifo(tmp_path / "small.ipynb")
    with pytest.raises(UnreadableSubmission):
        find(tmp_path, assignment)


def test_students_are_found_in_order(course: Course) -> None:
    """Every folder with the assignment counts, hidden ones do not."""
    for name in ("zoe", "ada", ".trash"):
        (course.submitted / name / ID).mkdir(parents=True)
    (course.submitted / "other" / "quiz").mkdir(parents=True)
    assert [name for name, _ in submissions(course, ID)] == ["ada", "zoe"]
