"""Let nbgrader's ``generate_assignment`` begin with nothing that is not proved."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException

from autograder.course.layout import Course
from autograder.course.validated import require_validated
from autograder.errors import AutograderError


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
