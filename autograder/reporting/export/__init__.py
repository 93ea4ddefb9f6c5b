"""Results in the formats of other systems; each format is one module with one function.

Every writer takes all results of one assignment, sorted by student, and returns the whole text, with the one
final score and its parts; Gradescope's takes a single one.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from autograder.reporting.export.github_summary import write_github_summary
from autograder.reporting.export.gradescope import write_gradescope
from autograder.reporting.export.junit import write_junit
from autograder.reporting.export.records_json import write_json
from autograder.reporting.export.scores_csv import write_csv
from autograder.results import Result

Writer = Callable[[Sequence[Result]], str]

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "csv": write_csv,
        "json": write_json,
        "junit": write_junit,
        "gradescope": write_gradescope,
        "github": write_github_summary,
    }
)
"""Every format by the name the command line knows it by."""

__all__ = [
    "FORMATS",
    "Writer",
    "write_csv",
    "write_github_summary",
    "write_gradescope",
    "write_json",
    "write_junit",
]
