"""Tell a student in nbgrader's own feedback what has no score yet; nbgrader itself shows a zero there."""

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Grade, Gradebook
from nbgrader.preprocessors import GetGrades
from nbgrader.utils import is_grade, is_solution

from autograder.nbgrader.preparing import Resources
from autograder.nbgrader.reasons import failure_of

WAITING = "Not scored yet: a person grades this answer."


class ShowGrades(GetGrades):  # type: ignore[misc]
    """nbgrader's scores and comments, with doubt shown as doubt."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Fill in scores and comments; say what waits, and drop a doubt that a person has settled."""
        nb, resources = super().preprocess(nb, resources)
        with Gradebook(self.db_url) as gradebook:
            submitted = gradebook.find_submission_notebook(
                self.notebook_id, self.assignment_id, self.student_id
            )
            grades = {grade.name: grade for grade in submitted.grades}
            answers: list[NotebookNode] = []
            for cell in nb.cells:
                if is_solution(cell):
                    answers.append(cell.metadata["nbgrader"])
                if is_grade(cell):
                    for answer in answers:
                        answer["comment"] = _comment(
                            answer.get("comment"), grades[cell.metadata["nbgrader"]["grade_id"]]
                        )
                    answers = []
        return nb, resources


def _comment(comment: str | None, grade: Grade) -> str | None:
    if grade.manual_score is None and grade.auto_score is None:
        return comment or WAITING
    return None if failure_of(comment) else comment
