"""Reading a course's folders: what is there, and one clear line for what is not."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course.layout import Course
from autograder.errors import BadAssignment, MissingReference, UnknownAssignment

SETTINGS = 'title = "Demo"\n[parts]\nq1 = "One"\n'
SOLUTION = {"schema_version": 3, "grade": False, "locked": False, "solution": True}
GRADE = {"schema_version": 3, "grade": True, "locked": True, "solution": False, "points": 2}


def make(root: Path, *, settings: str = SETTINGS, grade_id: str = "q1_double", twice: bool = False) -> Course:
    """Write an assignment of one question and its reference."""
    folder = root / "assignments" / "demo"
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text(settings)
    cells = [
        new_markdown_cell("## Doubling"),
        new_code_cell(
            "def double(x):\n    raise NotImplementedError",
            metadata={"nbgrader": {**SOLUTION, "grade_id": "a"}},
        ),
        new_code_cell("assert double(1) == 2", metadata={"nbgrader": {**GRADE, "grade_id": grade_id}}),
    ]
    nbformat.write(
        new_notebook(cells=cells + [new_code_cell(**{**cells[2], "id": "again"})] * twice),
        folder / "demo.ipynb",
    )
    for name in ("checks", "right", "wrong"):
        (root / "reference" / "demo" / name).mkdir(parents=True)
    (root / "reference" / "demo" / "solutions.py").write_text("def double(x):\n    return 2 * x\n")
    return Course(root)


def test_reads_questions(tmp_path: Path) -> None:
    """A grade cell is a question: its points, its heading, the names its answer cells define."""
    (question,) = make(tmp_path).assignment("demo").questions
    assert (question.id, question.points, question.title, question.names) == (
        "q1_double",
        2.0,
        "Doubling",
        ("double",),
    )


@pytest.mark.parametrize("name", ["nothing", "../demo", "", "demo/../demo", "de mo"])
def test_unknown_assignment_lists_the_known(tmp_path: Path, name: str) -> None:
    """A wrong id is answered with the right ones, and never leaves the course's folder."""
    with pytest.raises(UnknownAssignment, match="there is: demo"):
        make(tmp_path).assignment(name)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SETTINGS.replace("title", "tittle"), "tittle"),
        ('title = "Demo"\ndue = 2024-03-10T23:59:00\n[parts]\nq1 = "One"\n', "UTC offset"),
        ('title = "Demo"\nlate_policy = "harsh"\n[parts]\nq1 = "One"\n', "late_policy"),
        ('title = "Demo"\n', r"add q1 = "),
        (SETTINGS + "[limits]\ncell_cpus = 3\n", "cell_cpus"),
        ("title = ", "assignment.toml"),
    ],
)
def test_bad_settings_say_what_to_write(tmp_path: Path, settings: str, words: str) -> None:
    """Every slip in assignment.toml is named with its place."""
    with pytest.raises(BadAssignment, match=words):
        make(tmp_path, settings=settings).assignment("demo")


def test_doubled_grade_id_is_refused(tmp_path: Path) -> None:
    """An id that stands twice would score twice."""
    with pytest.raises(BadAssignment, match="two cells"):
        make(tmp_path, twice=True).assignment("demo")


def test_missing_reference_names_the_file(tmp_path: Path) -> None:
    """Without solutions there is nothing to grade with."""
    course = make(tmp_path)
    (tmp_path / "reference" / "demo" / "solutions.py").unlink()
    with pytest.raises(MissingReference, match=r"solutions\.py is not there"):
        course.reference("demo")


def test_wrong_submission_must_name_its_question(tmp_path: Path) -> None:
    """A known mistake says which question it loses."""
    course = make(tmp_path)
    (tmp_path / "reference" / "demo" / "wrong" / "thrice.py").write_text('"""Three times."""\n')
    with pytest.raises(MissingReference, match="QUESTION"):
        course.reference("demo")


def test_known_submissions_are_read_without_running(tmp_path: Path) -> None:
    """The sentence and the question come from the text; the code is not executed."""
    course = make(tmp_path)
    path = tmp_path / "reference" / "demo" / "wrong" / "thrice.py"
    path.write_text('"""Three times\ninstead of two."""\n\nQUESTION = "q1_double"\nraise SystemExit\n')
    (known,) = course.reference("demo").wrong
    assert (known.sentence, known.question) == ("Three times instead of two.", "q1_double")


def test_digest_follows_the_checks(tmp_path: Path) -> None:
    """Any change of what decides a score changes the digest."""
    course = make(tmp_path)
    before = course.reference("demo").checks_digest
    (tmp_path / "reference" / "demo" / "checks" / "test_q1.py").write_text("")
    assert course.reference("demo").checks_digest != before


def test_folder_without_assignments_is_no_course(tmp_path: Path) -> None:
    """A command run in the wrong folder says so."""
    with pytest.raises(UnknownAssignment, match="is not a course"):
        Course(tmp_path)
