"""What happens on the way to a release: the gate, and the dates."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import parse_utc

from autograder.course.layout import Course
from autograder.course.validated import require_validated
from autograder.errors import AutograderError

Resources = dict[str, Any]
"""What nbconvert hands from one preprocessor to the next."""


def course_of(preprocessor: NbGraderPreprocessor) -> Course:
    """Return the course that a running nbgrader command works on."""
    converter = preprocessor.parent.parent
    return Course(Path(converter.coursedir.root))


class ReleaseExporter(NotebookExporter):
    """Refuse what is not proved before nbgrader removes what was released before.

    nbgrader makes its exporter when it knows what to convert and has touched nothing yet.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        converter: Any = self.parent
        if not isinstance(converter, GenerateAssignment):
            return
        course = Course(Path(converter.coursedir.root))
        for folder in sorted(converter.assignments):
            try:
                require_validated(course, Path(folder).name)
            except AutograderError as error:
                converter.log.error("%s", error)
                raise NbGraderException(str(error)) from error


class ReleaseGate(NbGraderPreprocessor):  # type: ignore[misc]
    """Stop a release unless this very assignment, with these very checks, last passed `validate`."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Raise, or change nothing.

        A preprocessor, because nbgrader swallows whatever its hooks raise.
        """
        require_validated(course_of(self), resources["nbgrader"]["assignment"])
        return nb, resources


class SaveDates(NbGraderPreprocessor):  # type: ignore[misc]
    """Copy the due date from ``assignment.toml``, its only home, to the gradebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Write the date and change nothing in the notebook."""
        names = resources["nbgrader"]
        assignment = course_of(self).assignment(names["assignment"])
        with Gradebook(names["db_url"]) as gradebook:
            gradebook.update_or_create_assignment(assignment.id, duedate=parse_utc(assignment.due))
        return nb, resources
