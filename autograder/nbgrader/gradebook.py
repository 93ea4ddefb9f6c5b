"""Write results into nbgrader's gradebook: one writer, one walk over a submission's cells, one commit.

What a person entered survives every regrade. A question that could not be graded has no score and says why.
The record says everything; no notebook is needed.
"""

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import ValidationError
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    ComputeChecksums,
    LockCells,
    SaveCells,
)
from nbgrader.utils import parse_utc

from autograder.course.layout import Assignment, Course
from autograder.course.student_ids import require_student_id
from autograder.errors import BadAssignment, GradebookUnavailable
from autograder.models import Record
from autograder.nbgrader.answers_seen import AnswersSeen
from autograder.nbgrader.config import load_config
from autograder.nbgrader.held import held_of, read_held
from autograder.nbgrader.refusals import told_in_one_line
from autograder.nbgrader.rows import NOTHING_HELD, Held, wanted
from autograder.submission.lateness import lateness
from autograder.submission.timestamps import Times, read_times
from autograder.submission.written import question_of


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
    GradebookUnavailable
        When it cannot be opened.
    GradebookError
        When it cannot be read or written.
    """
    directory = CourseDirectory(config=load_config(course.root))
    with told_in_one_line(directory.db_url, opening=True):
        gradebook = Gradebook(directory.db_url, directory.course_id)
    try:
        yield GradeWriter(course, gradebook, directory.db_url)
    finally:
        gradebook.close()


@dataclass(frozen=True)
class _Entry:
    """What the gradebook knows of an assignment and what its submissions are compared with, once a batch."""

    assignment: Assignment
    notebook_id: str
    homes: Mapping[str, str]
    times: Times
    due: datetime | None


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
        self._held: dict[str, dict[str, Held]] = {}

    def holds(self, record: Record) -> bool:
        """Say whether writing a record would change nothing.

        Parameters
        ----------
        record : Record
            The result. All rows of its assignment are read at the first question, so a class costs a few
            queries.

        Raises
        ------
        GradebookError
            When the gradebook cannot be read.
        """
        with told_in_one_line(self._db_url), self._whole():
            entry = self._entry(record.assignment)
            if record.assignment not in self._held:
                held, due = read_held(self._gradebook.db, record.assignment)
                self._held[record.assignment] = held if due == entry.due else {}
                self._gradebook.db.rollback()
            there = self._held[record.assignment].get(record.student, NOTHING_HELD)
            if there.grades.keys() != {question.id for question in entry.assignment.questions}:
                return False
            answers = AnswersSeen(self._course, record)
            return answers.remembered and self._wanted(entry, record, there, answers.same) == there

    def write(self, record: Record) -> float:
        """Write one submission's record.

        Parameters
        ----------
        record : Record
            The result.

        Returns
        -------
        float
            What lateness costs.

        Raises
        ------
        GradebookError
            When the gradebook refuses; it then holds what it held before.
        """
        require_student_id(record.student)
        with told_in_one_line(self._db_url), self._whole():
            entry = self._entry(record.assignment)
            submitted = self._submission(entry, record.student)
            answers = AnswersSeen(self._course, record)
            after = self._wanted(entry, record, held_of(submitted), answers.same)
            _enter(submitted, after)
            self._gradebook.db.commit()
            answers.save()
            return after.penalty or 0.0

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Take back what was begun when something fails; the next result starts afresh."""
        try:
            yield
        except BaseException:
            with suppress(Exception):
                self._gradebook.db.rollback()
            self._gradebook.db.remove()
            raise

    def _wanted(self, entry: _Entry, record: Record, held: Held, same: frozenset[str]) -> Held:
        hand_in = entry.times.of(record.student)
        late = lateness(
            entry.assignment.settings.due,
            hand_in,
            now=entry.times.now,
            first_seen=record.telemetry.first_seen,
            extension=held.extension,
        )
        return wanted(record, entry.assignment, entry.homes, held, hand_in.when, late, same)

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
            _require_same_questions(assignment, notebook)
            self._entries[assignment_id] = _Entry(
                assignment,
                notebook.id,
                question_of(assignment),
                read_times(self._course, assignment_id),
                parse_utc(assignment.settings.due),
            )
        return self._entries[assignment_id]

    def _submission(self, entry: _Entry, student_id: str) -> SubmittedNotebook:
        """Find or add student, submission, and a row for each cell, without a commit."""
        db = self._gradebook.db
        notebook = db.get(Notebook, entry.notebook_id)
        notebook.assignment.duedate = entry.due
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


def enter_assignment(assignment: Assignment, db_url: str) -> None:
    """Enter an assignment as a release would, without writing one: itself, its notebook and its cells.

    Parameters
    ----------
    assignment : Assignment
        The public half.
    db_url : str
        The gradebook's address.

    Raises
    ------
    BadAssignment
        When the master notebook's metadata is not nbgrader's.
    """
    with Gradebook(db_url) as gradebook:
        gradebook.update_or_create_assignment(assignment.id, duedate=parse_utc(assignment.settings.due))
    notebook = copy.deepcopy(assignment.notebook)
    resources = {
        "nbgrader": {"notebook": assignment.id, "assignment": assignment.id, "db_url": db_url},
    }
    try:
        for step in (LockCells, ClearOutput, CheckCellMetadata, ComputeChecksums, SaveCells):
            notebook, resources = step()(notebook, resources)
    except ValidationError as error:
        raise BadAssignment(f"{assignment.notebook_path}: {str(error).splitlines()[0]}") from error


def _require_same_questions(assignment: Assignment, notebook: Notebook) -> None:
    graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
    asked = {question.id: question.points for question in assignment.questions}
    if graded != asked:
        odd = sorted(set(graded.items()) ^ set(asked.items()))
        raise GradebookUnavailable(
            f"the gradebook knows '{assignment.id}' with other questions or points "
            f"({odd[0][0]}); run: autograder release {assignment.id}"
        )


def _enter(submitted: SubmittedNotebook, after: Held) -> None:
    submitted.assignment.timestamp = after.timestamp
    submitted.late_submission_penalty = after.penalty
    for grade in submitted.grades:
        row = after.grades[grade.cell.name]
        grade.auto_score, grade.needs_manual_grade = row.automatic, row.needs_person
    for comment in submitted.comments:
        comment.auto_comment = after.comments[comment.cell.name].automatic
