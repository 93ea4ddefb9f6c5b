"""What a record says of the answer cells, and how a gradebook that is out of reach is told."""

from pathlib import Path

import pytest
from nbgrader.utils import compute_checksum

from autograder.final_score import final_score
from autograder.grading import records
from autograder.grading.batch import grade_class
from autograder.nbgrader.books import read_results
from autograder.nbgrader.sinks import all_sinks
from autograder.submission.submitted import Submitted
from autograder.submission.written import question_of, written
from tests.builders.small_course import DOUBLE, ID, hand_in, make_course, master
from tests.grading.test_batch import Grader, grader  # noqa: F401
from tests.nbgrader.test_gradebook import as_kept, record


@pytest.mark.parametrize(
    "notebook", [master(), master(DOUBLE), master(why="Because."), master(DOUBLE, why="\ud800")]
)
def test_untouched_is_what_nbgraders_checksum_says(tmp_path: Path, notebook: dict[str, object]) -> None:
    """Nbgrader's own checksums are the oracle."""
    assignment = make_course(tmp_path).assignment(ID)
    homes = question_of(assignment)

    def sums(cells: list[object]) -> set[tuple[str, str]]:
        return {
            (cell.metadata["nbgrader"]["grade_id"], compute_checksum(cell))  # type: ignore[attr-defined]
            for cell in cells
            if "\ud800" not in cell.source  # type: ignore[attr-defined]
        }

    same = {name for name, _ in sums(notebook.cells) & sums(master().cells)}  # type: ignore[attr-defined]
    assert set(written(notebook, assignment).untouched) == same & set(homes)  # type: ignore[arg-type]


def test_other_words_have_another_digest(tmp_path: Path) -> None:
    """Of their own question alone."""
    assignment = make_course(tmp_path).assignment(ID)
    one, other = (written(master(why=why), assignment).digests for why in ("Because.", "Since."))
    assert {name for name in one if one[name] != other[name]} == {"q3_why"}


def test_unanswered_written_question_waits_for_nobody(tmp_path: Path) -> None:
    """As in nbgrader and in the gradebook: no response, no points."""
    course = make_course(tmp_path)
    assert final_score(as_kept(course, record(), master(DOUBLE))).total == 10.0
    assert final_score(as_kept(course, record(), master(why="Because."))).total is None


def test_missing_driver_is_one_line_and_hides_the_password(tmp_path: Path, grader: Grader) -> None:  # noqa: F811
    """The batch goes on, nothing is final, and the next grading tries again."""
    course = make_course(tmp_path)
    hand_in(course, "ada", master(DOUBLE), "2024-03-10 16:00:00 UTC")
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write("\nget_config().CourseDirectory.db_url = 'firebird://ada:secret@nowhere/db'\n")
    ada = Submitted("ada", course.submitted / "ada" / ID)
    for _ in range(2):
        (outcome,) = list(grade_class(course, ID, [ada], all_sinks(course, course.assignment(ID))))
        assert len(outcome.problems) == 1
        assert "not in the gradebook" in outcome.problems[0]
        assert "secret" not in outcome.problems[0]
    results = read_results(course, course.assignment(ID), records.load_all(course, ID))
    assert results.by_student["ada"].final.total is None
    assert "secret" not in results.problems[0]
