"""Write results into nbgrader's gradebook: one writer, one walk over a submission's cells, one commit.

What a person entered survives every regrade. A question that could not be graded has no score and says why.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import compute_checksum, parse_utc
from sqlalchemy.exc import SQLAlchemyError

from autograder.course import Assignment, Course
from autograder.errors import GradebookError
from autograder.models import Record
from autograder.nbgrader.entering import enter_assignment
from autograder.nbgrader.lateness import late_penalty
from autograder.nbgrader.naming import require_student_id
from autograder.nbgrader.reasons import NO_RESPONSE, reason_for
from autograder.nbgrader.remembering import Answers
from autograder.nbgrader.settings import load_config


@contextmanager
def open_gradebook(course: Course) -> Iterator["GradeWriter"]:
    """Open a course's gradebook for writing; make it when there is none.

    Parameters
    ----------
    course : Course
        Whose gradebook, as its nbgrader configuration says.

    Yields
    ------
    GradeWriter
        The one writer.

    Raises
    ------
    GradebookError
        When it cannot be opened, read or written.
    """
    directory = CourseDirectory(config=load_config(course.root))
    with _told_in_one_line(directory.db_url):
        gradebook = Gradebook(directory.db_url, directory.course_id)
    try:
        yield GradeWriter(course, gradebook, directory.db_url)
    finally:
        gradebook.close()


@dataclass(frozen=True)
class _Entry:
    """What the gradebook knows of an assignment, read once a batch."""

    assignment: Assignment
    notebook_id: str
    cell_names: Mapping[str, str]
    checksums: Mapping[str, str]
    question_of: Mapping[str, str]


class GradeWriter:
    """Writes records into an open gradebook; made by `open_gradebook`.

    Parameters
    ----------
    course : Course
        Where assignments, submissions and records lie.
    gradebook : Gradebook
        nbgrader's, open.
    db_url : str
        Its address.
    """

    def __init__(self, course: Course, gradebook: Gradebook, db_url: str) -> None:
        self._course = course
        self._gradebook = gradebook
        self._db_url = db_url
        self._entries: dict[str, _Entry] = {}

    def write(self, record: Record, notebook: NotebookNode | None = None) -> None:
        """Write one submission's record.

        Parameters
        ----------
        record : Record
            The result.
        notebook : NotebookNode, optional
            The repaired notebook, with the student's own text; None when it was unreadable.

        Raises
        ------
        GradebookError
            When the gradebook refuses; it then holds what it held before.
        """
        require_student_id(record.student)
        with _told_in_one_line(self._db_url):
            entry = self._entry(record.assignment)
            try:
                submitted = self._submission(entry, record.student)
                answers = self._walk(entry, submitted, record, notebook)
                self._gradebook.db.commit()
            except BaseException:
                self._gradebook.db.rollback()
                raise
            if notebook is not None:
                answers.save()

    def _entry(self, assignment_id: str) -> _Entry:
        """Make sure the gradebook knows the assignment as it is, as a release would."""
        if assignment_id not in self._entries:
            assignment = self._course.assignment(assignment_id)
            try:
                self._gradebook.find_notebook(assignment_id, assignment_id)
            except MissingEntry:
                enter_assignment(assignment, self._db_url)
                self._gradebook.db.expire_all()
            notebook = self._gradebook.find_notebook(assignment_id, assignment_id)
            self._entries[assignment_id] = _known(assignment, notebook)
        return self._entries[assignment_id]

    def _submission(self, entry: _Entry, student_id: str) -> SubmittedNotebook:
        """Find or add student, submission, and a row for each cell, without a commit."""
        db = self._gradebook.db
        notebook = db.get(Notebook, entry.notebook_id)
        notebook.assignment.duedate = parse_utc(entry.assignment.due)
        if db.get(Student, student_id) is None:
            db.add(Student(id=student_id))
        submission = (
            db.query(SubmittedAssignment)
            .filter_by(assignment_id=notebook.assignment_id, student_id=student_id)
            .one_or_none()
        )
        if submission is None:
            submission = SubmittedAssignment(assignment_id=notebook.assignment_id, student_id=student_id)
            db.add(submission)
            db.flush()
        when = _timestamp(self._course.submitted / student_id / entry.assignment.id / "timestamp.txt")
        if when is not None:
            submission.timestamp = when
        submitted = next((part for part in submission.notebooks if part.notebook_id == notebook.id), None)
        if submitted is None:
            submitted = SubmittedNotebook(notebook_id=notebook.id, assignment_id=submission.id)
            db.add(submitted)
            db.flush()
        graded = {grade.cell_id for grade in submitted.grades}
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            if cell.id not in graded:
                db.add(Grade(cell_id=cell.id, notebook_id=submitted.id))
        commented = {comment.cell_id for comment in submitted.comments}
        for cell in [*notebook.solution_cells, *notebook.task_cells]:
            if cell.id not in commented:
                db.add(Comment(cell_id=cell.id, notebook_id=submitted.id))
        db.flush()
        db.expire(submitted, ["grades", "comments"])
        return submitted

    def _walk(
        self, entry: _Entry, submitted: SubmittedNotebook, record: Record, notebook: NotebookNode | None
    ) -> Answers:
        """Set every score, flag and comment and the penalty; return what is to be remembered."""
        scores = {question.id: question for question in record.grade.questions}
        cells = {
            str(cell.metadata["nbgrader"].get("grade_id")): cell
            for cell in (notebook.cells if notebook is not None else ())
            if cell.metadata.get("nbgrader")
        }
        untouched = {
            name for name, cell in cells.items() if compute_checksum(cell) == entry.checksums.get(name)
        }
        answers = Answers(self._course, record, entry.question_of, cells)
        before: dict[str, float] = {}
        for grade in submitted.grades:
            name = entry.cell_names[grade.cell_id]
            if grade.auto_score is not None:
                before[name] = grade.auto_score
            # An unanswered written question earns nothing by itself, as in nbgrader.
            unanswered = name in untouched and name in entry.question_of
            score = 0.0 if unanswered else scores[name].score if name in scores else None
            grade.needs_manual_grade = _needs_person(grade, score, changed=answers.changed(name))
            grade.auto_score = score
        for comment in submitted.comments:
            name = entry.cell_names[comment.cell_id]
            question_id = entry.question_of.get(name, name)
            if name in untouched:
                comment.auto_comment = NO_RESPONSE
            else:
                comment.auto_comment = reason_for(record, scores.get(question_id), before.get(question_id))
        submission = submitted.assignment
        earned = sum(map(_counted, submitted.grades))
        submitted.late_submission_penalty = late_penalty(
            entry.assignment.late_policy, earned, submission.total_seconds_late
        )
        return answers


def _known(assignment: Assignment, notebook: Notebook) -> _Entry:
    graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
    asked = {question.id: question.points for question in assignment.questions}
    if graded != asked:
        odd = sorted(set(graded.items()) ^ set(asked.items()))
        raise GradebookError(
            f"the gradebook knows '{assignment.id}' with other questions or points "
            f"({odd[0][0]}); run: autograder release {assignment.id}"
        )
    cells = [*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells]
    names = {cell.id: cell.name for cell in cells}
    question_of: dict[str, str] = {}
    waiting: list[str] = []
    for cell in assignment.notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            waiting.append(marks["grade_id"])
        if marks.get("grade"):
            question_of |= dict.fromkeys(waiting, marks["grade_id"])
            waiting = []
    checksums = {cell.name: cell.checksum for cell in notebook.source_cells}
    return _Entry(assignment, notebook.id, names, checksums, question_of)


def _needs_person(grade: Grade, score: float | None, *, changed: bool) -> bool:
    """Ask a person only for what is new: a doubt, another score under a person's own, another answer."""
    if grade.manual_score is None:
        return score is None
    moved = grade.auto_score != score
    return bool(grade.needs_manual_grade or moved or (score is None and changed))


def _counted(grade: Grade) -> float:
    """Return what a grade counts, as nbgrader adds it up."""
    score = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return 0.0 if score is None else float(score + (grade.extra_credit or 0.0))


def _timestamp(path: Path) -> datetime | None:
    try:
        text = path.read_text(encoding="utf-8").strip()
        when: datetime | None = parse_utc(text) if text else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, OverflowError) as error:
        raise GradebookError(f"{path} is not a date: {error}") from error
    return when


@contextmanager
def _told_in_one_line(db_url: str) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, InvalidEntry, OSError) as error:
        cause = getattr(error, "orig", None) or error
        reason = str(cause).splitlines()[0] if str(cause) else type(error).__name__
        raise GradebookError(f"the gradebook {db_url} cannot be used: {reason}") from error
