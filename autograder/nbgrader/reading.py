"""Find, read and mend what students handed in, so that no submission can stop nbgrader's batch."""

import datetime
import weakref
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder import records
from autograder.course import Assignment, Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.gradebook import open_gradebook
from autograder.graded import Graded
from autograder.grading import Worker
from autograder.nbgrader.naming import is_student_id
from autograder.nbgrader.preparing import Resources
from autograder.nbgrader.safety import safe_notebook
from autograder.submission import read_submission
from autograder.variants import Variants, load_variants


class SubmissionExporter(NotebookExporter):
    """Hand nbgrader's autograde each submission under the released name, readable or not.

    It also keeps the one warm `Worker` of a batch, which takes seconds to start.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self._worker: Worker | None = None
        self._variants: dict[str, Variants | None] = {}
        self._no_worker: AutograderError | None = None
        if isinstance(self.parent, Autograde):
            self._name_submissions(self.parent)

    @property
    def course(self) -> Course:
        """The course that the running command works on."""
        return Course(Path(self._directory.root))

    @property
    def _directory(self) -> CourseDirectory:
        converter: Any = self.parent
        return converter.coursedir

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Start from an empty notebook where a submission is to be mended: `Repair` reads the file.

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
        marks = resources["nbgrader"]
        directory = self._directory
        return Path(
            directory.format_path(directory.submitted_directory, marks["student"], marks["assignment"])
        )

    def grade(self, resources: Resources) -> Graded:
        """Grade the current submission, its submitted bytes, as every other command does.

        Raises
        ------
        AutograderError
            When this machine or the assignment does not let anything be graded.
        """
        marks = resources["nbgrader"]
        return self._warm_worker(marks["assignment"]).grade(self.submitted(resources), marks["student"])

    def variants(self, assignment: Assignment) -> Variants | None:
        """Read how an assignment varies from student to student, once a batch."""
        if assignment.id not in self._variants:
            reference = self.course.reference(assignment.id)
            self._variants[assignment.id] = load_variants(self.course, assignment, reference)
        return self._variants[assignment.id]

    def keep(self, graded: Graded) -> None:
        """Write the record and the gradebook of a submission that nbgrader itself will not finish."""
        records.save(self.course, graded.record)
        with open_gradebook(self.course) as gradebook:
            gradebook.write(graded.record, graded.notebook)

    def _warm_worker(self, assignment_id: str) -> Worker:
        if self._no_worker is not None:
            raise self._no_worker
        if self._worker is None:
            worker = Worker(self.course, assignment_id)
            try:
                worker.__enter__()
            except AutograderError as error:
                self._no_worker = error
                raise
            # nbgrader tells an exporter nothing of the batch's end.
            weakref.finalize(self, worker.__exit__, None, None, None)
            self._worker = worker
        return self._worker

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
                converter.assignments[str(folder)] = [str(folder / f"{directory.assignment_id}.ipynb")]


class Repair(NbGraderPreprocessor):  # type: ignore[misc]
    """Read the submission, mend what honest accidents broke and give it the released cells' metadata."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the mended notebook instead of `nb`.

        Raises
        ------
        UnreadableSubmission
            When there is nothing to grade; the gradebook says why by then, and nbgrader goes on.
        """
        exporter: SubmissionExporter = self.parent
        marks = resources["nbgrader"]
        assignment = exporter.course.assignment(marks["assignment"])
        try:
            folder, variants = exporter.submitted(resources), exporter.variants(assignment)
            submission = read_submission(folder, assignment, marks["student"], variants)
        except UnreadableSubmission:
            exporter.keep(exporter.grade(resources))
            raise
        for line in (*submission.repairs, *submission.flags):
            self.log.info("%s: %s", marks["student"], line)
        return safe_notebook(submission.notebook, assignment.notebook), resources


def _unfit(folder: Path, root: Path) -> str:
    """Say why a submitted folder must not even be touched by nbgrader; '' when it may be."""
    student = next((part for part in folder.relative_to(root).parts[1:2]), "")
    if not is_student_id(student):
        return "the student's folder has a name that no page can show safely; rename it"
    if folder.is_symlink() or any(path.is_symlink() for path in folder.rglob("*")):
        # nbgrader copies what a link points at to the student's feedback.
        return "it holds a symbolic link; replace it by what the student handed in"
    return ""
