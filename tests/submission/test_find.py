"""The notebook that counts is found, whatever platforms and students did to names and folders."""

import os
import socket
from pathlib import Path

import nbformat
import pytest

from autograder.course.layout import Assignment, Course
from autograder.errors import UnreadableSubmission
from autograder.submission.find import Found, find_notebook, only_notebook, read_file, submissions
from autograder.submission.parsing import Reading
from tests.builders.small_course import DOUBLE, HALF, ID, make_course, master

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


def test_what_only_looks_like_a_notebook_is_passed_over(tmp_path: Path, assignment: Assignment) -> None:
    """A folder, a pipe and a socket whose names end in .ipynb stand beside the real one, or in its way."""
    (tmp_path / "small.ipynb").mkdir()
    os.mkfifo(tmp_path / "a.ipynb")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "b.ipynb"))
    with pytest.raises(UnreadableSubmission, match=r"only 'a.ipynb', 'b.ipynb'"):
        find(tmp_path, assignment)
    put(tmp_path / "small.ipynb", **{"work.ipynb": WORKED})
    assert find(tmp_path, assignment).path == tmp_path / "small.ipynb" / "work.ipynb"


@pytest.mark.parametrize("count", [101, 300])
def test_a_hundred_notebooks_are_too_many(tmp_path: Path, assignment: Assignment, count: int) -> None:
    """Only one can count, and looking at all of them takes time."""
    put(tmp_path, **{f"{number}.ipynb": "" for number in range(count)})
    with pytest.raises(UnreadableSubmission, match=f"{count} notebooks were handed in"):
        find(tmp_path, assignment)


def test_thousands_of_files_are_not_walked(tmp_path: Path, assignment: Assignment) -> None:
    """The walk ends at a number of files, in one folder or in many."""
    for place in range(3):
        (tmp_path / f"folder{place}").mkdir()
        for number in range(1000):
            (tmp_path / f"folder{place}" / f"{number}.txt").touch()
    with pytest.raises(UnreadableSubmission, match="more than 2000 files were handed in; hand in only"):
        find(tmp_path, assignment)


def test_looking_stops_after_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of large files only so many are looked at; who was not looked at is taken for worked on."""
    put(tmp_path, **{f"{number}.ipynb": "x" * 100 for number in range(9)})
    monkeypatch.setattr("autograder.submission.find.LARGEST_BYTES", 250)
    asked: list[bytes] = []

    def is_release(content: bytes) -> bool:
        asked.append(content)
        return True

    assert find_notebook(tmp_path, "small.ipynb", is_release).path.name == "5.ipynb"
    assert len(asked) == 3


def test_released_name_needs_one_look_only(tmp_path: Path) -> None:
    """Where the file of the released name was worked on nothing else is looked into."""
    put(tmp_path, **{"small.ipynb": "a", "b.ipynb": "b", "c.ipynb": "c"})
    asked: list[bytes] = []

    def is_release(content: bytes) -> bool:
        asked.append(content)
        return False

    assert find_notebook(tmp_path, "small.ipynb", is_release).path.name == "small.ipynb"
    assert asked == [b"a"]


def test_only_plain_files_of_some_size_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What became a pipe, a link or a folder since it was found is not opened for ever."""
    monkeypatch.setattr("autograder.submission.find.LARGEST_BYTES", 3 << 20)
    put(tmp_path, **{"plain": "text", "large": "x" * (3 << 20) + "y", "full": "x" * (3 << 20)})
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "plain")
    assert read_file(tmp_path / "plain") == b"text"
    assert len(read_file(tmp_path / "full")) == 3 << 20
    with pytest.raises(UnreadableSubmission, match="'large' is larger than 3 MiB: clear"):
        read_file(tmp_path / "large")
    for name in ("pipe", "link", ".", "nothing"):
        with pytest.raises(UnreadableSubmission, match=r"is not a file|cannot be read"):
            read_file(tmp_path / name)


def test_several_notebooks_are_not_told_apart_without_a_look(tmp_path: Path) -> None:
    """Whether a record still holds is told by one file, or not at all."""
    put(tmp_path, **{"one.ipynb": WORKED})
    assert only_notebook(tmp_path) == only_notebook(tmp_path / "one.ipynb") == tmp_path / "one.ipynb"
    put(tmp_path, **{"two.ipynb": WORKED})
    assert only_notebook(tmp_path) is None


@pytest.mark.parametrize("name", [b"\xff\xfe", b"caf\xe9", b"\xe0\xb8"])
def test_folders_of_no_readable_name_are_passed_over(tmp_path: Path, name: bytes) -> None:
    """A folder whose name is no UTF-8 stops nobody."""
    course = make_course(tmp_path)
    for home in (b"ann", name, b"zoe"):
        (course.submitted / os.fsdecode(home) / ID).mkdir(parents=True)
    assert [student for student, _ in submissions(course, ID)] == ["ann", "zoe"]


def test_students_are_found_in_order(course: Course) -> None:
    """Every folder with the assignment counts, hidden ones do not."""
    for name in ("zoe", "ada", ".trash"):
        (course.submitted / name / ID).mkdir(parents=True)
    (course.submitted / "other" / "quiz").mkdir(parents=True)
    assert [name for name, _ in submissions(course, ID)] == ["ada", "zoe"]
