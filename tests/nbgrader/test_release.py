"""What students get, whoever makes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log

from autograder.course.layout import Course
from autograder.course.validated import content_digest, is_validated, mark_validated
from autograder.errors import AutograderError, BadAssignment
from autograder.nbgrader.config import load_config
from autograder.nbgrader.release import release
from tests.builders.small_course import ID, ROOT, make_course


def nbgrader(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader itself as an instructor would, in an environment that was not activated."""
    environment = {
        "PATH": os.defpath,
        "HOME": str(course.root),
        "PYTHONPATH": str(ROOT),
        "JUPYTER_CONFIG_DIR": str(course.root / ".jupyter"),
    }
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def files(folder: Path) -> dict[str, bytes]:
    """Read a folder's files by their relative names."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def known_cells(course: Course) -> dict[str, list[object]]:
    """Read what the gradebook holds of the assignment."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        notebook = gradebook.find_notebook(ID, ID)
        return {
            "due": [str(notebook.assignment.duedate)],
            "kernel": [notebook.kernelspec],
            "graded": sorted((cell.name, cell.max_score, cell.cell_type) for cell in notebook.grade_cells),
            "answers": sorted(cell.name for cell in notebook.solution_cells),
            "sources": sorted(
                (cell.name, cell.cell_type, cell.locked, cell.source, cell.checksum)
                for cell in notebook.source_cells
            ),
        }


def test_both_ways_release_the_same(tmp_path: Path) -> None:
    """Our command and nbgrader's own write the same bytes and the same gradebook."""
    ours, theirs = make_course(tmp_path / "ours"), make_course(tmp_path / "theirs")
    release(ours, ID)
    run = nbgrader(theirs, "generate_assignment", ID)
    assert run.returncode == 0, run.stderr
    assert files(ours.release) == files(theirs.release)
    assert known_cells(ours) == known_cells(theirs)


def test_release_holds_the_public_half_alone(tmp_path: Path) -> None:
    """The notebook and its settings, and nothing of the reference."""
    course = make_course(tmp_path)
    assert sorted(files(release(course, ID))) == ["assignment.toml", f"{ID}.ipynb"]


def test_stub_keeps_its_docstring(tmp_path: Path) -> None:
    """Signature and docstring reach the student."""
    course = make_course(tmp_path)
    assert "Return twice x." in (release(course, ID) / f"{ID}.ipynb").read_text()


def test_due_date_comes_from_the_settings(tmp_path: Path) -> None:
    """The gradebook's date is that of assignment.toml, in UTC."""
    course = make_course(tmp_path)
    release(course, ID)
    assert known_cells(course)["due"] == ["2024-03-10 16:59:00"]


def test_gate_stops_what_was_never_validated(tmp_path: Path) -> None:
    """Nothing is written, and the message says what to run."""
    course = make_course(tmp_path, validated=False)
    with pytest.raises(BadAssignment, match=f"autograder validate {ID}"):
        release(course, ID)
    assert not course.release.exists()


def test_gate_stops_nbgrader_too(tmp_path: Path) -> None:
    """Nbgrader's own command fails, says why and leaves no release."""
    course = make_course(tmp_path, validated=False)
    run = nbgrader(course, "generate_assignment", ID)
    assert run.returncode != 0
    assert f"autograder validate {ID}" in run.stderr
    assert not (course.release / ID / f"{ID}.ipynb").exists()


SETTINGS_FILE = f"assignments/{ID}/assignment.toml"


@pytest.mark.parametrize(
    ("changed", "before", "after"),
    [
        (f"reference/{ID}/checks/test_small.py", '"""Checks."""', '"""Checks, changed."""'),
        (f"reference/{ID}/solutions.py", "2 * x", "x + x"),
        (f"assignments/{ID}/{ID}.ipynb", "Explain.", "Explain it."),
        (SETTINGS_FILE, "[parts]", "[limits]\ncell_cpu_s = 3\n[parts]"),
        (SETTINGS_FILE, "[parts]", 'imports = ["numpy"]\n[parts]'),
        (SETTINGS_FILE, '"Half"', '"A half"'),
    ],
)
def test_gate_closes_on_what_was_proved(tmp_path: Path, changed: str, before: str, after: str) -> None:
    """A change of either half needs a new proof."""
    course = make_course(tmp_path)
    text = (tmp_path / changed).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / changed).write_text(text.replace(before, after), encoding="utf-8")
    assert not is_validated(course, ID)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2024-03-10", "2024-03-17"),
        ('"10% per day"', '"none"'),
        ("A small assignment", "A smaller one"),
        ("[parts]", "# a comment\n\n[parts]"),
    ],
)
def test_gate_stays_open_where_no_check_looks(tmp_path: Path, before: str, after: str) -> None:
    """The date, what lateness costs, the title and comments are not what `validate` proves."""
    course = make_course(tmp_path)
    path = tmp_path / SETTINGS_FILE
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert is_validated(course, ID)


def unprove(course: Course) -> None:
    """Change a check."""
    with (course.reference(ID).checks_dir / "test_small.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")


def test_refused_release_leaves_the_earlier_one(tmp_path: Path) -> None:
    """Nbgrader's own command, forced, deletes nothing and says one useful line, without a traceback."""
    course = make_course(tmp_path)
    release(course, ID)
    before = files(course.release)
    unprove(course)
    run = nbgrader(course, "generate_assignment", ID, "--force")
    assert (run.returncode, files(course.release)) == (1, before)
    assert "Traceback" not in run.stderr
    errors = [entry for entry in run.stderr.splitlines() if "ERROR" in entry]
    assert len(errors) == 1
    assert f"autograder validate {ID}" in errors[0]


def test_formgrader_shows_the_useful_sentence_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its Generate button runs: the log begins with the sentence, and nothing is deleted."""
    course = make_course(tmp_path)
    release(course, ID)
    before = files(course.release)
    unprove(course)
    monkeypatch.chdir(course.root)
    config = load_config(course.root)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config, force=True)
    converter.coursedir.assignment_id = ID
    result = capture_log(converter)
    assert (result["success"], files(course.release)) == (False, before)
    assert f"autograder validate {ID}" in result["log"].splitlines()[0]


def test_release_that_dies_in_the_middle_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all, and the next one takes away what was left."""
    course = make_course(tmp_path)
    release(course, ID)
    before = files(course.release)
    monkeypatch.setattr(GenerateAssignment, "convert_single_notebook", lambda *_: os._exit(9))
    child = os.fork()
    if not child:
        release(course, ID)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert files(course.release / ID) == {name.split("/", 1)[1]: content for name, content in before.items()}
    monkeypatch.undo()
    release(course, ID)
    assert files(course.release) == before


def test_gate_opens_again(tmp_path: Path) -> None:
    """The stamp of the present state opens the gate."""
    course = make_course(tmp_path, validated=False)
    mark_validated(course, ID, content_digest(course, ID))
    assert is_validated(course, ID)


# nbgrader adds its rows outside a session.
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_release_over_other_cells_with_submissions_is_refused(tmp_path: Path) -> None:
    """Nbgrader's own refusal arrives as one line."""
    course = make_course(tmp_path)
    release(course, ID)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission(ID, "ada")
    master = course.assignment(ID).notebook_path
    master.write_text(master.read_text().replace("q2_half_text", "q2_half_words"))
    mark_validated(course, ID, content_digest(course, ID))
    with pytest.raises(AutograderError, match="Cannot add or remove cells") as caught:
        release(course, ID)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("assignment_id", Course(ROOT).assignments())
def test_every_assignment_here_is_proved_as_it_is(assignment_id: str) -> None:
    """A fresh clone may release at once: the stamps are those of the files beside them."""
    assert is_validated(Course(ROOT), assignment_id)
