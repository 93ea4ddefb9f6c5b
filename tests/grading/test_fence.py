"""Whatever falls over while one submission is graded ends as that student's status, in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.grading import grader as steps
from autograder.grading.grader import Grader, warm_grader
from autograder.models import Status
from tests.builders.small_course import ID, hand_in, make_course, master

pytestmark = pytest.mark.sandbox

ANSWERED = master("def double(x):\n    return 3 * x\n", "def half(x):\n    return x / 2\n")


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    """Give a grader of the small course, with one submission in it."""
    course = make_course(tmp_path_factory.mktemp("fence"))
    hand_in(course, "ann", ANSWERED)
    with warm_grader(course, ID) as warm:
        yield warm


def path(grader: Grader) -> Path:
    """Return what was handed in."""
    return grader.runner.course.submitted / "ann" / ID


@pytest.mark.parametrize("step", ["score_question", "with_outputs", "written", "cell_reports"])
@pytest.mark.parametrize("error", [ValueError("odd"), RecursionError("deep"), UnicodeError("bad")])
def test_a_step_that_falls_over_is_this_students(
    grader: Grader, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    """The reason names the error, nothing is scored, and the next one is graded as ever."""

    def fall(*_arguments: object, **_keywords: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(steps, step, fall)
        grade = grader.grade(path(grader), "ann").record.grade
    assert grade.status is Status.SANDBOX_ERROR
    assert type(error).__name__ in grade.message
    assert grade.questions == ()
    assert grader.grade(path(grader), "ann").record.grade.status is Status.PENDING


def test_a_diagnosis_that_falls_over_costs_its_name_only(
    grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The score stands, and the teacher is told."""

    def fall(*_arguments: object) -> None:
        raise ValueError("cannot compare")

    monkeypatch.setattr(grader.diagnoser, "diagnose", fall)
    grade = grader.grade(path(grader), "ann").record.grade
    assert [question.score for question in grade.questions] == [0.0, 6.0, None]
    assert any("naming the mistake fell over: ValueError: cannot compare" in flag for flag in grade.flags)


def test_a_lost_sandbox_is_tried_once_more(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warm process that was killed costs a second try; one that always fails is our fault, in words."""
    tries: list[int] = []
    real = grader.reader.read

    def once(place: Path, student: str) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise SandboxError("the warm process died")
        return real(place, student)

    monkeypatch.setattr(grader.reader, "read", once)
    assert grader.grade(path(grader), "ann").record.grade.status is Status.PENDING
    assert len(tries) == 2

    def always(place: Path, student: str) -> object:
        raise SandboxError("the warm process died")

    monkeypatch.setattr(grader.reader, "read", always)
    grade = grader.grade(path(grader), "ann").record.grade
    assert (grade.status, grade.message) == (Status.SANDBOX_ERROR, "the warm process died")


def test_what_is_not_an_error_is_not_caught(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C and lack of memory end more than one submission."""
    for error in (KeyboardInterrupt, MemoryError):

        def fall(*_arguments: object, error: type[BaseException] = error) -> None:
            raise error

        monkeypatch.setattr(grader.reader, "read", fall)
        with pytest.raises(error):
            grader.grade(path(grader), "ann")
