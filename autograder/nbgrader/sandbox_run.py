"""Show inside nbgrader's autograde how a submission ran, and write its scores."""

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from autograder.errors import SandboxError
from autograder.nbgrader.executed import executed_page, keep_time
from autograder.nbgrader.release_steps import Resources
from autograder.nbgrader.submission_exporter import SubmissionExporter
from autograder.submission.timestamps import read_times


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
