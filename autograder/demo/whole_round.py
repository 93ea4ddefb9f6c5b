"""Play a whole round with a made-up class: release, hand in, grade, feedback, report."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from autograder.course.layout import Course
from autograder.demo.classroom import make_class
from autograder.grading.batch import grade_class
from autograder.nbgrader.release import release
from autograder.nbgrader.sinks import all_sinks
from autograder.reporting.class_report import write_report
from autograder.reporting.feedback import write_feedback
from autograder.results import Result
from autograder.submission.submitted import Submitted


class Stage(Protocol):
    """Show that a part of the round goes on."""

    def __call__(self, description: str, total: int) -> AbstractContextManager[Callable[[str], None]]:
        """Begin a part of so many steps, 0 for unknown; what it gives is called with a note after each."""


@dataclass(frozen=True)
class PlayedRound:
    """What there is to look at.

    Attributes
    ----------
    released : Path
        What students got.
    results : sequence of Result
        By student.
    stories : mapping of str to str
        What each student handed in, in words.
    problems : tuple of str
        What could not be written, each once.
    page : Path
        The class's.
    """

    released: Path
    results: Sequence[Result]
    stories: Mapping[str, str]
    problems: tuple[str, ...]
    page: Path


def play_round(
    course: Course,
    assignment_id: str,
    students: int,
    seed: int,
    *,
    workers: int,
    stage: Stage,
    tell: Callable[[str], None],
) -> PlayedRound:
    """Release one assignment, let a class hand it in, grade it, and write all pages.

    Parameters
    ----------
    course : Course
        A scratch folder's.
    assignment_id : str
        Which assignment.
    students, seed : int
        Size of the class, and what draws it.
    workers : int
        Processes to grade with.
    stage : Stage
        Shows what goes on.
    tell : callable
        Takes a line for people.

    Returns
    -------
    PlayedRound
        What there is to look at.
    """
    assignment = course.assignment(assignment_id)
    with stage(f"Releasing {assignment_id}", 0):
        released = release(course, assignment_id)
    tell(f"Released {assignment_id} to {released}")
    stories: dict[str, str] = {}
    with stage("Students hand in", students) as advance:
        for member in make_class(course, assignment_id, students, seed):
            stories[member.student] = member.story
            advance(member.story)
    tell(f"{students} students handed in; a few of the notebooks are broken or hostile on purpose")
    handed_in = [Submitted(student, course.submitted / student / assignment_id) for student in stories]
    outcomes = []
    with stage("Grading", students) as advance:
        sinks = all_sinks(course, assignment)
        for outcome in grade_class(course, assignment_id, handed_in, sinks, workers=workers):
            outcomes.append(outcome)
            advance(outcome.record.student)
    records = sorted((outcome.record for outcome in outcomes), key=lambda record: record.student)
    results = [Result.alone(record) for record in records]
    with stage("Feedback", students) as advance:
        for result in results:
            write_feedback(course, assignment, result)
            advance("")
    page, _ = write_report(course, assignment, results)
    problems = dict.fromkeys(problem for outcome in outcomes for problem in outcome.problems)
    return PlayedRound(released, results, stories, tuple(problems), page)
