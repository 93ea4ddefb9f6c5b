"""Read what a gradebook holds of an assignment: a few queries for a whole class, and nothing is written."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from math import isfinite
from pathlib import Path
from sqlite3 import connect
from typing import Any
from urllib.parse import quote

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import Engine, Select, create_engine, inspect, select
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.pool import NullPool

from autograder.course.layout import Course
from autograder.errors import GradebookError
from autograder.nbgrader.config import load_config
from autograder.nbgrader.refusals import told_in_one_line
from autograder.nbgrader.rows import CommentRow, GradeRow, Held
from autograder.text import line

Database = Connection | scoped_session[Session]


def read_held(database: Database, assignment_id: str) -> tuple[dict[str, Held], datetime | None]:
    """Read all submissions of an assignment.

    Parameters
    ----------
    database : Connection or scoped_session
        An open gradebook's.
    assignment_id : str
        Which assignment.

    Returns
    -------
    (dict of str to Held, datetime or None)
        By student, and the due date.
    """
    due = database.execute(select(Assignment.duedate).where(Assignment.name == assignment_id)).scalar()
    grades: dict[str, dict[str, GradeRow]] = defaultdict(dict)
    query: Select[Any] = select(
        Grade.notebook_id,
        BaseCell.name,
        Grade.auto_score,
        Grade.manual_score,
        Grade.extra_credit,
        Grade.needs_manual_grade,
    ).join(BaseCell, BaseCell.id == Grade.cell_id)
    for row in database.execute(_of(query, Grade.notebook_id, assignment_id)):
        grades[row[0]][row[1]] = GradeRow(*row[2:])
    comments: dict[str, dict[str, CommentRow]] = defaultdict(dict)
    query = select(Comment.notebook_id, BaseCell.name, Comment.auto_comment, Comment.manual_comment).join(
        BaseCell, BaseCell.id == Comment.cell_id
    )
    for row in database.execute(_of(query, Comment.notebook_id, assignment_id)):
        comments[row[0]][row[1]] = CommentRow(*row[2:])
    held: dict[str, Held] = {}
    rows: Select[Any] = select(
        SubmittedNotebook.id,
        SubmittedAssignment.student_id,
        SubmittedAssignment.timestamp,
        SubmittedAssignment.extension,
        SubmittedNotebook.late_submission_penalty,
    )
    for row in database.execute(_of(rows, SubmittedNotebook.id, assignment_id)):
        when, extension, penalty = row[2:]
        held[row[1]] = Held(when, extension, penalty, grades[row[0]], comments[row[0]])
        _require_sane(row[1], held[row[1]])
    return held, due


def held_of(submitted: SubmittedNotebook) -> Held:
    """Return what an open session knows of one submission."""
    held = Held(
        submitted.assignment.timestamp,
        submitted.assignment.extension,
        submitted.late_submission_penalty,
        {
            grade.cell.name: GradeRow(
                grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade
            )
            for grade in submitted.grades
        },
        {
            comment.cell.name: CommentRow(comment.auto_comment, comment.manual_comment)
            for comment in submitted.comments
        },
    )
    _require_sane(submitted.assignment.student_id, held)
    return held


@contextmanager
def look_into_gradebook(course: Course) -> Iterator[Connection | None]:
    """Open a course's gradebook for reading only.

    Yields
    ------
    Connection or None
        None when there is no gradebook; none is made.

    Raises
    ------
    GradebookError
        When it is there and cannot be read.
    """
    db_url = CourseDirectory(config=load_config(course.root)).db_url
    with told_in_one_line(db_url):
        engine = _reading(db_url)
        if engine is None:
            yield None
            return
        try:
            with engine.connect() as database:
                known = inspect(database).has_table(SubmittedAssignment.__tablename__)
                yield database if known else None
        finally:
            engine.dispose()


def _require_sane(student: str, held: Held) -> None:
    """Refuse what an edit by hand leaves in a column: SQLite keeps anything anywhere."""
    for name, row in held.grades.items():
        for what, points in (("points by hand", row.by_hand), ("extra credit", row.extra)):
            if points is not None and not (isinstance(points, int | float) and isfinite(points)):
                raise GradebookError(
                    f"the gradebook holds '{line(str(points), 40)}' as {what} for {name} of "
                    f"{line(student, 60)}, which is no number; correct it there"
                )
    for name, told in held.comments.items():
        if not isinstance(told.by_hand, str | None):
            raise GradebookError(
                f"the gradebook holds a comment for {name} of {line(student, 60)} that is no text; "
                "correct it there"
            )


def _of(query: Select[Any], notebook: object, assignment_id: str) -> Select[Any]:
    """Keep to the submissions of the assignment's own notebook."""
    if notebook is not SubmittedNotebook.id:
        query = query.join(SubmittedNotebook, SubmittedNotebook.id == notebook)
    return (
        query.join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment_id, Notebook.name == assignment_id)
    )


def _reading(db_url: str) -> Engine | None:
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return create_engine(db_url, poolclass=NullPool)
    path = Path(url.database)
    if not path.exists():
        return None

    def open_file() -> object:
        # Not "ro": what a killed writer left half done must be rolled back before it can be read.
        database = connect(f"file:{quote(str(path))}?mode=rw", uri=True)
        database.execute("PRAGMA query_only = ON")
        return database

    return create_engine("sqlite://", creator=open_file, poolclass=NullPool)
