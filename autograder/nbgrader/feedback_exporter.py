"""Let nbgrader's ``generate_feedback`` write the one feedback page that ``autograder feedback`` writes.

nbgrader would render the executed notebook, and leave what already lies at its place. Ours reads the same
records and gradebook whoever asks, so the page is the same in either order and never old.
"""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.converters import GenerateFeedback

from autograder.course.layout import Assignment, Course
from autograder.errors import AutograderError
from autograder.grading import records
from autograder.nbgrader import books
from autograder.reporting.feedback import feedback_page, folder_name
from autograder.results import Result
from autograder.text import line


class FeedbackExporter(Exporter):
    """Hand nbgrader our page of each student who has a record, readable notebook or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.file_extension = ".html"
        self._assignment: Assignment | None = None
        self._results: dict[str, Result] = {}
        if isinstance(self.parent, GenerateFeedback):
            self._prepare(self.parent)

    def from_filename(  # type: ignore[override]  # as nbconvert's own exporters of text do
        self, filename: str, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of the student whom nbgrader is at; the file itself is not read."""
        resources = resources or {}
        page = feedback_page(self._results[resources["nbgrader"]["student"]], self._assignment)
        # As `autograder feedback` writes it, where UTF-8 lacks a character.
        text = page.encode("utf-8", "replace").decode("utf-8")
        return text, resources | {"output_extension": self.file_extension}

    def _prepare(self, converter: GenerateFeedback) -> None:
        """Read the results that were asked for, and have nbgrader write a page of every one."""
        directory = converter.coursedir
        course = Course(Path(directory.root))
        self._assignment = assignment = course.assignment(directory.assignment_id)
        loaded = records.load_class(course, assignment.id)
        asked = [record for record in loaded.records if fnmatchcase(record.student, directory.student_id)]
        read = books.read_results(course, assignment, asked)
        selected: dict[str, list[str]] = {}
        for problem in (*loaded.problems, *read.problems):
            self.log.error("%s", line(problem))
        for result in read.by_student.values():
            try:
                student = folder_name(result)
            except AutograderError as error:
                self.log.error("%s", line(str(error)))
                continue
            self._results[student] = result
            folder = directory.format_path(directory.autograded_directory, student, assignment.id)
            selected[folder] = [str(Path(folder) / f"{assignment.id}.ipynb")]
        for folder in sorted(set(converter.assignments) - set(selected)):
            self.log.error("no record belongs to %s; run: autograder grade %s", line(folder), assignment.id)
        converter.assignments = selected
        excluded = set(directory.student_id_exclude.split(","))
        # nbgrader would leave a page that is there, whatever a person entered since.
        converter.init_destination = lambda _, student: student not in excluded
