"""Hand nbgrader's autograde what was graded, so that no submission can stop its batch.

Each submission is graded once, from its submitted bytes, before nbgrader reads anything of it; its steps then
get the mended notebook that came of it.
"""

import datetime
import hashlib
import weakref
from functools import cached_property
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.course.layout import Course
from autograder.course.student_ids import is_student_id
from autograder.errors import AutograderError
from autograder.grading import records
from autograder.grading.graded import Graded
from autograder.grading.pool import Pool
from autograder.models import Record
from autograder.nbgrader.executed import is_executed, remove_autograded
from autograder.nbgrader.gradebook import open_gradebook
from autograder.submission.submitted import Submitted
from autograder.submission.timestamps import read_times

Resources = dict[str, Any]
"""What nbconvert hands from one step to the next."""


class SubmissionExporter(NotebookExporter):
    """Hand nbgrader's autograde each submission under the released name, readable or not.

    It also keeps the pool of a batch, whose one checker takes seconds to start.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.penalty = 0.0
        self._pool: Pool | None = None
        self._refused: AutograderError | None = None
        self._graded: tuple[Path, Graded] | None = None
        if isinstance(self.parent, Autograde):
            # nbgrader's own reader takes +07 for seven seconds and fails the student on what it cannot read.
            self.parent.coursedir.get_existing_timestamp = self._time_of
            self._name_submissions(self.parent)

    @cached_property
    def course(self) -> Course:
        """The course that the running command works on: one object, which reads an assignment once."""
        return Course(Path(self._directory.root))

    @property
    def _directory(self) -> CourseDirectory:
        converter: Any = self.parent
        return converter.coursedir

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Start from an empty notebook where a submission is to be graded: `Repair` fills it.

        nbgrader reads with a parser that knows no other name, no limit and no broken file.
        """
        path = Path(filename)
        if resources is None or path.parent != self.submitted(resources):
            result: tuple[NotebookNode, dict[str, Any]] = super().from_filename(
                filename, resources=resources, **options
            )
            return result
        written = datetime.datetime.fromtimestamp(path.parent.stat().st_mtime, tz=datetime.UTC)
        resources["metadata"] = {
            "name": path.stem,
            "path": str(path.parent),
            "modified_date": f"{written:%B %d, %Y}",
        }
        mended: tuple[NotebookNode, dict[str, Any]] = self.from_notebook_node(  # type: ignore[no-untyped-call]
            new_notebook(), resources=resources, **options
        )
        return mended

    def submitted(self, resources: Resources) -> Path:
        """Return the folder that the current student handed in."""
        names = resources["nbgrader"]
        directory = self._directory
        return Path(
            directory.format_path(directory.submitted_directory, names["student"], names["assignment"])
        )

    def grade(self, resources: Resources) -> Graded:
        """Grade the current submission, its submitted bytes, as every other command does; once.

        Raises
        ------
        AutograderError
            When this machine or the assignment does not let anything be graded.
        """
        names = resources["nbgrader"]
        folder = self.submitted(resources)
        if self._graded is None or self._graded[0] != folder:
            graded = self._graded_by_pool(names["assignment"], names["student"], folder)
            before = _earlier(self.course, names["assignment"], names["student"])
            record = records.first_seen(graded.record, before)
            self._graded = folder, Graded(record, graded.notebook)
        return self._graded[1]

    def keep(self, graded: Graded) -> None:
        """Write a submission's record and its rows in the gradebook."""
        records.save(self.course, graded.record)
        with open_gradebook(self.course) as gradebook:
            self.penalty = gradebook.write(graded.record)

    def _graded_by_pool(self, assignment_id: str, student: str, folder: Path) -> Graded:
        """Grade in the one pool of this batch; what lets nothing be graded is not tried for each student."""
        if self._refused is not None:
            raise self._refused
        try:
            if self._pool is None:
                pool = Pool(self.course, assignment_id)
                pool.__enter__()
                # nbgrader tells an exporter nothing of the batch's end.
                weakref.finalize(self, pool.__exit__, None, None, None)
                self._pool = pool
            (graded,) = self._pool.grade([Submitted(student, folder)])
        except AutograderError as error:
            self._refused = error
            raise
        return graded

    def _time_of(self, folder: str) -> datetime.datetime | None:
        """Return when something was handed in, as our own reader says, in UTC without saying so."""
        place = Path(folder).resolve()
        times = read_times(self.course, place.name)
        ours = place.parent.parent == self.course.submitted
        when = (times.of(place.parent.name) if ours else times.beside(place)).when
        return None if when is None else when.replace(tzinfo=None)

    def _name_submissions(self, converter: Autograde) -> None:
        """Expect the released name in every submitted folder, whatever lies there.

        nbgrader passes over folders that hold no notebook, and fails those that hold it under another name.
        """
        directory = converter.coursedir
        if directory.notebook_id != "*":
            return
        pattern = directory.format_path(
            directory.submitted_directory, directory.student_id, directory.assignment_id
        )
        root = Path(directory.root)
        found = [path for path in root.glob(str(Path(pattern).relative_to(root))) if path.is_dir()]
        converter.assignments = {}
        for folder in found:
            problem = _unfit(folder, root)
            if problem:
                self.log.error("%s is not graded: %s", folder, problem)
            else:
                _forget_other(self.course, folder)
                converter.assignments[str(folder)] = [str(folder / f"{directory.assignment_id}.ipynb")]


def _earlier(course: Course, assignment_id: str, student: str) -> Record | None:
    try:
        return records.load(course, assignment_id, student)
    except (AutograderError, OSError):
        return None


def _forget_other(course: Course, folder: Path) -> None:
    """Remove what a kill left half done, or was graded from other bytes; nbgrader goes by times alone.

    A time that a student spoiled would hide a new submission from it.
    """
    student, assignment_id = folder.parent.name, folder.name
    if not is_executed(course, student, assignment_id):
        remove_autograded(course, student, assignment_id)
    before = _earlier(course, assignment_id, student)
    submitted = folder / f"{assignment_id}.ipynb"
    if before is None or not submitted.is_file():
        return
    times = read_times(course, assignment_id)
    if times.of(student).when is None:
        with submitted.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
        if now != before.digests.notebook:
            remove_autograded(course, student, assignment_id)


def _unfit(folder: Path, root: Path) -> str:
    """Say why a submitted folder must not even be touched by nbgrader; '' when it may be."""
    student = next((part for part in folder.relative_to(root).parts[1:2]), "")
    if not is_student_id(student):
        return "the student's folder has a name that no page can show safely; rename it"
    if folder.is_symlink() or any(path.is_symlink() for path in folder.rglob("*")):
        # nbgrader copies what a link points at to the student's feedback.
        return "it holds a symbolic link; replace it by what the student handed in"
    if any(not path.is_file() and not path.is_dir() for path in folder.rglob("*")):
        # nbgrader copies what lies there, and a pipe or a socket stops it.
        return "it holds something that is neither a file nor a folder; remove it"
    return ""
