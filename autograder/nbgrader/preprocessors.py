"""The steps of ours among nbgrader's own: two guard a release, three grade a submission."""

from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import parse_utc

from autograder.course.layout import Course
from autograder.course.validated import require_validated
from autograder.errors import SandboxError, UnreadableSubmission
from autograder.models import Status
from autograder.nbgrader.executed import executed_page, keep_time
from autograder.nbgrader.sanitize import safe_notebook
from autograder.nbgrader.submission_exporter import Resources, SubmissionExporter
from autograder.submission.timestamps import read_times
from autograder.text import line


class ReleaseGate(NbGraderPreprocessor):  # type: ignore[misc]
    """Stop a release unless this very assignment, with these very checks, last passed `validate`."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Raise, or change nothing.

        A preprocessor, because nbgrader swallows whatever its hooks raise.
        """
        require_validated(_course_of(self), resources["nbgrader"]["assignment"])
        return nb, resources


class SaveDates(NbGraderPreprocessor):  # type: ignore[misc]
    """Copy the due date from ``assignment.toml``, its only home, to the gradebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Write the date and change nothing in the notebook."""
        names = resources["nbgrader"]
        assignment = _course_of(self).assignment(names["assignment"])
        with Gradebook(names["db_url"]) as gradebook:
            gradebook.update_or_create_assignment(assignment.id, duedate=parse_utc(assignment.settings.due))
        return nb, resources


class Repair(NbGraderPreprocessor):  # type: ignore[misc]
    """Grade the submission and hand on its notebook, mended and with the released cells' metadata."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the mended notebook instead of `nb`.

        Raises
        ------
        UnreadableSubmission, SandboxError
            When nothing was graded; the books say why by then, and nbgrader goes on with the next student.
        """
        exporter: SubmissionExporter = self.parent
        graded = exporter.grade(resources)
        grade = graded.record.grade
        for told in (*grade.repairs, *grade.flags):
            self.log.info("%s: %s", line(graded.record.student, 80), line(told))
        if graded.notebook is None or grade.status is Status.SANDBOX_ERROR:
            exporter.keep(graded)
            ours = grade.status is Status.SANDBOX_ERROR
            raise (SandboxError if ours else UnreadableSubmission)(line(grade.message))
        assignment = exporter.course.assignment(graded.record.assignment)
        return safe_notebook(graded.notebook, assignment.notebook), resources


class SandboxRun(NbGraderPreprocessor):  # type: ignore[misc]
    """Show the outputs and verdicts of the grading in the cells."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the executed, harmless notebook instead of `nb`.

        Raises
        ------
        SandboxError
            When nothing was graded; `Repair` would have told it.
        """
        exporter: SubmissionExporter = self.parent
        graded = exporter.grade(resources)
        page = executed_page(graded, exporter.course.assignment(graded.record.assignment).notebook)
        if page is None:
            exporter.keep(graded)
            raise SandboxError(graded.record.grade.message)
        return page, resources


class SaveScores(SaveAutoGrades):  # type: ignore[misc]
    """Write what was found with the one writer: one walk over the cells, one commit."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Write record and gradebook; change nothing in the notebook."""
        exporter: SubmissionExporter = self.parent
        graded = exporter.grade(resources)
        exporter.keep(graded)
        student, assignment_id = graded.record.student, graded.record.assignment
        hand_in = read_times(exporter.course, assignment_id).of(student)
        keep_time(exporter.course.autograded / student / assignment_id, hand_in.when)
        return nb, resources


def _course_of(preprocessor: NbGraderPreprocessor) -> Course:
    """Return the course that a running release works on."""
    return Course(Path(preprocessor.parent.parent.coursedir.root))
