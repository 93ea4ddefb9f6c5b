"""Grade a submission inside nbgrader's autograde: run it in the sandbox, write its scores."""

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from autograder import records
from autograder.errors import SandboxError
from autograder.gradebook import open_gradebook
from autograder.graded import Graded
from autograder.models import Status
from autograder.nbgrader.executed import executed_page
from autograder.nbgrader.preparing import Resources
from autograder.nbgrader.reading import SubmissionExporter

_GRADED = "graded"


class SandboxRun(NbGraderPreprocessor):  # type: ignore[misc]
    """Grade the submitted bytes by the one function and show the outputs and verdicts in the cells."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Return the executed, harmless notebook instead of `nb`.

        Raises
        ------
        SandboxError
            When grading itself failed; no grade is written and nbgrader goes on with the next student.
        """
        exporter: SubmissionExporter = self.parent
        graded = exporter.grade(resources)
        page = executed_page(graded, exporter.course.assignment(graded.record.assignment).notebook)
        if page is None or graded.record.grade.status is Status.SANDBOX_ERROR:
            exporter.keep(graded)
            raise SandboxError(graded.record.grade.message)
        resources["nbgrader"][_GRADED] = graded
        return page, resources


class SaveScores(SaveAutoGrades):  # type: ignore[misc]
    """Write what `SandboxRun` found with the one writer: one walk over the cells, one commit."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Write record and gradebook; change nothing in the notebook."""
        graded: Graded = resources["nbgrader"][_GRADED]
        course = self.parent.course
        records.save(course, graded.record)
        with open_gradebook(course) as gradebook:
            gradebook.write(graded.record, graded.notebook)
        return nb, resources
