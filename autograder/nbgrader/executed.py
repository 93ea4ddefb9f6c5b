"""Keep the executed notebook of a submission, made harmless, with each verdict in its test cell."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode

from autograder.course.layout import Assignment, Course
from autograder.course.student_ids import require_student_id
from autograder.grading.graded import Graded
from autograder.models import Status
from autograder.nbgrader.sanitize import safe_notebook
from autograder.nbgrader.verdicts import verdict
from autograder.notebook.cells import grade_id_of, is_graded
from autograder.notebook.saved import saved
from autograder.submission.timestamps import FILE

_EXECUTED = "autograder_executed"
_MARK = f'"{_EXECUTED}": true'.encode()
_END_BYTES = 64 * 1024


def executed_page(graded: Graded, master: NotebookNode) -> NotebookNode | None:
    """Return the notebook to keep: executed, harmless, with each verdict in its test cell.

    Verdicts stand in outputs because a person's comment replaces an automatic one.

    Parameters
    ----------
    graded : Graded
        A graded submission.
    master : NotebookNode
        The assignment's own notebook.

    Returns
    -------
    NotebookNode or None
        None when the submission could not be read.
    """
    if graded.notebook is None:
        return None
    questions = {question.id: question for question in graded.record.grade.questions}
    page = safe_notebook(graded.notebook, master)
    page.metadata[_EXECUTED] = True
    for cell in page.cells:
        question = questions.get(grade_id_of(cell))
        if question and is_graded(cell) and cell.cell_type == "code":
            said = NotebookNode(output_type="stream", name="stdout", text=verdict(question))
            cell.outputs.insert(0, said)
    return page


def is_executed(course: Course, student: str, assignment_id: str) -> bool:
    """Say whether the page that is kept of a submission is the executed one, and whole.

    nbgrader writes its sanitized page first, at the same place: after a kill that may be what lies there.
    A notebook's own metadata stand behind its cells, and a student's text holds no quote without an escape.
    """
    path = course.autograded / student / assignment_id / f"{assignment_id}.ipynb"
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _END_BYTES))
            end = file.read().rstrip()
    except OSError:
        return False
    return _MARK in end and end.endswith(b"}")


def remove_autograded(course: Course, student: str, assignment_id: str) -> None:
    """Remove what is kept of an earlier submission, before a newer result is written anywhere."""
    folder = course.autograded / student / assignment_id
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def write_autograded(
    course: Course, graded: Graded, assignment: Assignment, hand_in: datetime | None = None
) -> Path | None:
    """Write ``autograded/<student>/<id>/<id>.ipynb``, read-only, as nbgrader's autograde leaves it.

    Parameters
    ----------
    course : Course
        Where to.
    graded : Graded
        A graded submission. One that could not be graded leaves nothing there.
    assignment : Assignment
        What was graded.
    hand_in : datetime, optional
        When it was handed in: without it nbgrader takes a later submission for one that it has graded.

    Returns
    -------
    Path or None
        The file, if there is one.

    Raises
    ------
    GradebookError
        When the student's name may not stand where nbgrader shows it.
    """
    record = graded.record
    require_student_id(record.student)
    folder = course.autograded / record.student / record.assignment
    page = executed_page(graded, assignment.notebook)
    if page is None or record.grade.status is Status.SANDBOX_ERROR:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    keep_time(folder, hand_in)
    path = folder / f"{record.assignment}.ipynb"
    _write_read_only(path, saved(page))
    return path


def keep_time(folder: Path, hand_in: datetime | None) -> None:
    """Write a hand-in's time beside what is kept of it, in nbgrader's own form and not as a file had it."""
    if hand_in is not None:
        told = hand_in.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        _write_read_only(folder / FILE, f"{told} UTC\n")
    else:
        (folder / FILE).unlink(missing_ok=True)


def _write_read_only(path: Path, text: str) -> None:
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    draft.write_text(text, encoding="utf-8")
    draft.chmod(0o444)
    draft.replace(path)
