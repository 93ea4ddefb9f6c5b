"""Per-student numbers, from the draw to the grade, on a small assignment of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.checks.runner import Runner
from autograder.course.layout import Course
from autograder.course.variants import Variants
from autograder.errors import AutograderError, BadAssignment
from autograder.grading.graded import Graded
from autograder.grading.grader import Grader, warm_grader
from autograder.nbgrader.release import release, release_to
from autograder.validation import validate
from tests.builders.small_course import marks

ID = "varied"
STUB = '''def scaled(x):
    """Return x times the factor of VARIANT."""
    raise NotImplementedError("write scaled")


# The factor times itself.
SQUARE = None
'''
CELL = '# Your own numbers.\nVARIANT = {"factor": 3, "rows": [(0, 1), (1, 0)]}\n\nrows = VARIANT["rows"]'
SETTINGS = 'title = "Varied"\nrelease = "2024"\n[parts]\nq1 = "Scaling"\n'
SOLUTIONS = '''"""Solutions."""

VARIANT: dict


def scaled(x):
    """Return x times the factor of VARIANT."""
    return VARIANT["factor"] * x


SQUARE = VARIANT["factor"] ** 2
'''
CHECKS = '''"""Checks."""

import pytest

from autograder.checks import number


@pytest.mark.check("q1_scaled")
def test_scales(student, variant):
    """scaled(x) is x times your own factor."""
    for x in (1.0, -2.5):
        assert number(student.scaled(x)) == variant["factor"] * x


@pytest.mark.check("q1_scaled")
def test_square(student, variant):
    """SQUARE is your factor times itself."""
    assert number(student.value("SQUARE"), "SQUARE") == variant["factor"] ** 2
'''
VARIANTS = '''"""What differs."""

BOUNDS = {"factor": (2, 9), "rows": (0, 1)}


def draw(chance):
    """Draw a factor and an order of rows."""
    rows = [(0, 1), (1, 0)]
    chance.shuffle(rows)
    return {"factor": chance.randint(2, 9), "rows": rows}
'''
DOUBLED = '''"""The factor is always taken twice."""

QUESTION = "q1_scaled"


def scaled(x):
    return 2 * VARIANT["factor"] * x
'''


def notebook(answer: str = STUB, cell: str | None = CELL) -> NotebookNode:
    """Make the assignment's notebook, or a student's."""
    numbers = [] if cell is None else [new_code_cell(cell)]
    return new_notebook(
        cells=[
            *numbers,
            new_markdown_cell("# Scaling\nWrite `scaled`.", metadata=marks("q1_text", locked=True)),
            new_code_cell(answer, metadata=marks("q1_answer", solution=True)),
            new_code_cell(
                "# scaled(x) is x times your own factor.\nassert scaled(1) == VARIANT['factor']",
                metadata=marks("q1_scaled", grade=True, locked=True, points=4),
            ),
        ]
    )


def answer(factor: int | str = 'VARIANT["factor"]') -> str:
    """Write a right answer for a factor."""
    return f"def scaled(x):\n    return {factor} * x\n\nSQUARE = {factor} ** 2"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give a proved and released course; ada and bo have numbers of their own, eve has everybody's."""
    root = tmp_path_factory.mktemp("varied")
    public, secret = root / "assignments" / ID, root / "reference" / ID
    public.mkdir(parents=True)
    nbformat.write(notebook(), public / f"{ID}.ipynb")
    files = {
        public / "assignment.toml": SETTINGS,
        secret / "solutions.py": SOLUTIONS,
        secret / "variants.py": VARIANTS,
        secret / "checks" / "test_scaled.py": CHECKS,
        secret / "right" / "q1_loop.py": '"""By adding up."""\n\n\ndef scaled(x):\n'
        '    return sum(x for _ in range(VARIANT["factor"]))\n',
        secret / "wrong" / "q1_doubled.py": DOUBLED,
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    course = Course(root)
    report = validate(course, ID, processes=1)
    assert report.passed, [str(row) for section in report.sections for row in section.rows if not row.ok]
    assert any("Drawn numbers" in section.title for section in report.sections)
    release(course, ID)
    list(release_to(course, ID, ["ada", "bo"]))
    return course


@pytest.fixture(scope="module")
def grader(course: Course) -> Iterator[Grader]:
    with warm_grader(course, ID) as grader:
        yield grader


@pytest.fixture(scope="module")
def variants(grader: Grader) -> Variants:
    assert grader.runner.variants is not None
    return grader.runner.variants


def grade(grader: Grader, student: str, handed_in: NotebookNode, folder: Path) -> Graded:
    path = folder / f"{ID}.ipynb"
    nbformat.write(handed_in, path)
    return grader.grade(path, student)


pytestmark = pytest.mark.sandbox


def test_draws_depend_on_name_and_nothing_else(variants: Variants) -> None:
    """The same name draws the same, other names draw others."""
    assert variants.own("ada") == variants.own("ada")
    assert len({repr(variants.own(f"student{place}")) for place in range(30)}) > 8


def test_release_holds_own_numbers(course: Course, variants: Variants) -> None:
    """A student's own notebook differs from everybody's in the one cell."""
    everybody = nbformat.read(course.release / ID / f"{ID}.ipynb", as_version=4)
    own = nbformat.read(course.release / "ada" / ID / f"{ID}.ipynb", as_version=4)
    differing = [(a, b) for a, b in zip(everybody.cells, own.cells, strict=True) if a != b]
    assert len(differing) == (variants.own("ada") != variants.master)
    found: dict[str, object] = {}
    exec(own.cells[0].source, found)
    assert found["VARIANT"] == variants.own("ada")
    assert found["rows"] == variants.own("ada")["rows"]
    assert own.cells[0].source.startswith("# Your own numbers.\n")


@pytest.mark.parametrize("student", ["ada", "bo", "eve"])
def test_everybody_is_graded_on_their_own(
    grader: Grader, variants: Variants, tmp_path: Path, student: str
) -> None:
    """Numbers typed in full count for their owner: those handed out, else the master's."""
    own = variants.master if student == "eve" else variants.own(student)
    handed_in = notebook(answer(own["factor"]), variants.cell(own))
    record = grade(grader, student, handed_in, tmp_path).record
    assert record.grade.score == 4.0
    assert record.grade.repairs == ()
    assert record.grade.flags == ()


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (None, "was missing"),
        ('VARIANT = {"factor": 100, "rows": []}', "was edited"),
        ("VARIANT = dict(factor=100)", "was edited"),
        (CELL + "\nVARIANT = None", "was edited"),
    ],
)
def test_lost_cell_costs_nothing(grader: Grader, tmp_path: Path, cell: str | None, told: str) -> None:
    """Without the cell, or with other numbers in it, the student's own are used and the log says so."""
    record = grade(grader, "ada", notebook(answer(), cell), tmp_path).record
    assert record.grade.score == 4.0
    assert [line for line in record.grade.repairs if told in line]


def test_foreign_numbers_are_told_and_flagged(grader: Grader, variants: Variants, tmp_path: Path) -> None:
    """A copy of another student's notebook earns nothing for numbers that are not its own."""
    foreign = variants.own("bo")
    assert foreign["factor"] != variants.own("ada")["factor"], "else the names prove nothing"
    handed_in = notebook(answer(foreign["factor"]), variants.cell(foreign))
    record = grade(grader, "ada", handed_in, tmp_path).record
    assert record.grade.score == 0.0
    assert any("numbers that are not yours" in line for line in record.grade.repairs)
    assert any("holds the numbers of bo, not of ada" in line for line in record.grade.flags)


def test_mistake_is_named_on_own_numbers(grader: Grader, tmp_path: Path) -> None:
    """Diagnosis compares with what the mistake answers on the same numbers."""
    twice = answer().replace("return ", "return 2 * ")
    record = grade(grader, "bo", notebook(twice, None), tmp_path).record
    diagnosis = record.grade.questions[0].diagnosis
    assert diagnosis is not None
    assert diagnosis.names == ("q1_doubled",)


def test_other_lines_keep_their_numbers(grader: Grader, tmp_path: Path) -> None:
    """Code beside the numbers runs, and an error in it is told with the line it stands on."""
    cell = 'a = 1; VARIANT = {"factor":\n 7}; b = 2\nassert (a, b) == (1, 2)\n1 / 0'
    record = grade(grader, "ada", notebook(answer(), cell), tmp_path).record
    assert record.grade.score == 4.0
    assert "ZeroDivisionError: division by zero (line 4 of its cell)" in record.grade.cells[0].message


def test_assignment_without_variants_has_one_release(tmp_path: Path) -> None:
    """Asking for numbers of their own where there are none is refused in words."""
    from tests.builders.small_course import make_course

    with pytest.raises(AutograderError, match="everybody gets the same release"):
        list(release_to(make_course(tmp_path), "small", ["ada"]))


def test_draw_and_cell_have_the_same_keys(tmp_path: Path, course: Course) -> None:
    """A draw whose keys are not the notebook's is told before anything runs."""
    root = tmp_path / "other"
    shutil.copytree(course.root, root)
    other = Course(root)
    path = root / "reference" / ID / "variants.py"
    path.write_text(path.read_text(encoding="utf-8").replace('"factor": chance', '"scale": chance'))
    with pytest.raises(BadAssignment, match="draw gives scale, rows, and the notebook's VARIANT has factor"):
        Runner(other, ID)
