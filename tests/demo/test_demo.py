"""The demonstration: a made-up class that is always the same, and the whole round in one command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.runner import Runner
from autograder.course.layout import Course
from autograder.course.validated import content_digest, mark_validated
from autograder.demo.classroom import copy_course, default_assignment, make_class
from autograder.errors import UnknownAssignment
from autograder.validation.freezing import refreeze
from tests.builders.sample_assignment import ID, write_sample


@pytest.fixture
def sample(tmp_path: Path) -> Course:
    """Give a small course with known right and wrong answers."""
    return write_sample(tmp_path / "sample")


def handed_in(course: Course, folder: Path, seed: int) -> tuple[list[str], dict[str, bytes]]:
    """Make a class in a fresh copy; return what was done to each, and every file."""
    folder.mkdir()
    place = copy_course(course, [ID], folder)
    stories = [member.story for member in make_class(place, ID, 42, seed)]
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in place.submitted.rglob("*")
        if path.is_file() and path.suffix == ".ipynb"
    }
    return stories, files


def test_same_seed_makes_the_same_class(sample: Course, tmp_path: Path) -> None:
    """Stories and notebooks are equal, byte for byte; another seed makes another class."""
    stories, files = handed_in(sample, tmp_path / "one", 6)
    zipped = {name for name, content in files.items() if content.startswith(b"PK")}
    again, same = handed_in(sample, tmp_path / "two", 6)
    assert stories == again
    assert {name: files[name] for name in files.keys() - zipped} == {
        name: same[name] for name in same.keys() - zipped
    }
    assert handed_in(sample, tmp_path / "three", 7)[0] != stories


def test_class_has_everything_in_it(sample: Course, tmp_path: Path) -> None:
    """Broken, hostile, empty and untouched submissions are there beside known answers."""
    stories, _ = handed_in(sample, tmp_path / "class", 6)
    for kind in (
        "a file that is no notebook",
        "hostile text in every answer",
        "nothing answered",
        "a folder without a notebook",
        "a process that ends itself",
        "an archive instead of a notebook",
    ):
        assert stories.count(kind) == 1
    told = " ".join(stories)
    for known in (*sample.reference(ID).wrong, *sample.reference(ID).right):
        assert known.name in told


def test_course_says_what_to_show_first(course: Course, sample: Course) -> None:
    """The repository's own demonstration is the quiz; a course without a lecture shows its first."""
    assert default_assignment(course) == "quiz6"
    assert default_assignment(sample) == ID


def test_empty_course_has_nothing_to_show(tmp_path: Path) -> None:
    """A course without assignments says so."""
    (tmp_path / "assignments").mkdir()
    with pytest.raises(UnknownAssignment, match="holds no assignment yet"):
        default_assignment(Course(tmp_path))


@pytest.mark.sandbox
@pytest.mark.slow
def test_demo_plays_the_whole_round(sample: Course, tmp_path: Path) -> None:
    """One command releases, collects, grades, writes feedback and a summary, and prints a plain table."""
    with Runner(sample, ID) as runner:
        assert all(row.ok for row in refreeze(runner, lambda note: None))
    mark_validated(sample, ID, content_digest(sample, ID))
    folder = tmp_path / "round"
    command = [sys.executable, "-m", "autograder", "demo", "--students", "8", "--folder", str(folder)]
    run = subprocess.run(command, cwd=sample.root, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert "\x1b" not in run.stdout, "plain text in a pipe"
    assert (folder / "release" / ID / f"{ID}.ipynb").is_file()
    assert (folder / "gradebook.db").is_file()
    assert len(list(folder.glob(f"feedback/*/{ID}/{ID}.html"))) == 8
    assert (folder / "records" / ID / "report.html").is_file()
    records = [json.loads(path.read_bytes()) for path in folder.glob(f"records/{ID}/*.json")]
    assert len(records) == 8
    assert "could not be read" in run.stdout
    assert "Look at:" in run.stdout
