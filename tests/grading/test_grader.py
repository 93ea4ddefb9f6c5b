"""The order of the steps, what each of them gets, and every way to end: proved without any process."""

import dataclasses
import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_output

from autograder.checks.runner import Runner
from autograder.course.layout import Course
from autograder.errors import SandboxError, UnreadableSubmission
from autograder.grading import grader as steps
from autograder.grading.grader import Grader
from autograder.models import CheckResult, Diagnosis, Grade, Question, QuestionScore, Status
from autograder.sandbox import CallFailed, CellRun, Zygote
from tests.builders.grading_stage import CONTENT, MORE_CHECKS, VARIANT, Stage, submission
from tests.builders.small_course import DOUBLE, ID, make_course, master

LETHAL = ("timeout", "cpu", "memory", "output", "crash", "exit", "protocol")


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing start a process."""

    def refuse(*_arguments: object, **_keywords: object) -> None:
        raise AssertionError("a process is started")

    monkeypatch.setattr(Zygote, "__init__", refuse)
    monkeypatch.setattr(subprocess.Popen, "__init__", refuse)
    for name in ("fork", "posix_spawn", "posix_spawnp", "forkpty"):
        monkeypatch.setattr(os, name, refuse)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Give a small course whose second question has checks that end oddly."""
    course = make_course(tmp_path_factory.mktemp("course"))
    reference = course.root / "reference" / ID
    (reference / "checks" / "test_more.py").write_text(MORE_CHECKS, encoding="utf-8")
    return course


@pytest.fixture
def stage(small: Course, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Set the stage: steps that are plain functions say when it is their turn too."""
    made = Stage(small)

    def telling(step: str, real: Callable[..., Any], keep: Callable[..., object]) -> Callable[..., Any]:
        def told(*arguments: Any) -> Any:
            made.turn(step)
            keep(*arguments)
            return real(*arguments)

        return told

    def keep_score(question: Question, results: Sequence[CheckResult], named: Diagnosis | None) -> None:
        made.scored.append((question.id, [result.name for result in results], named))

    score = telling("score", steps.score_question, keep_score)
    digest = telling("record", steps.records.digests, lambda content, *_: made.digested.append(content))
    show = telling("outputs", steps.with_outputs, lambda *_: None)
    monkeypatch.setattr(steps, "score_question", score)
    monkeypatch.setattr(steps.records, "digests", digest)
    monkeypatch.setattr(steps, "with_outputs", show)
    return made


@pytest.fixture
def grader(stage: Stage) -> Iterator[Grader]:
    """Give a grader on that stage."""
    with Runner(stage.course, ID, open_session=stage.open) as runner:
        yield Grader(runner, stage, stage)


def grade_of(grader: Grader) -> Grade:
    """Return the grade of what the stage holds."""
    return grader.grade(Path("handed/in"), "ann").record.grade


def question(grade: Grade, question_id: str) -> QuestionScore:
    """Return one question's score."""
    return next(score for score in grade.questions if score.id == question_id)


def check(grade: Grade, name: str) -> CheckResult:
    """Return one check's result."""
    return next(c for score in grade.questions for c in score.checks if c.name == name)


def test_the_steps_come_in_this_order(grader: Grader, stage: Stage) -> None:
    """The student's process is gone before anybody diagnoses, and a record is made last."""
    assert grade_of(grader).status is Status.PENDING
    assert stage.turns == [
        "read", "open", "run", "check", "close", "diagnose", "score", "record", "outputs"
    ]  # fmt: skip


def test_an_unreadable_one_is_recorded_and_nothing_else(grader: Grader, stage: Stage) -> None:
    """Its status and the reason, no score, no notebook; nothing is run."""
    stage.refusals = [UnreadableSubmission("it holds no notebook")]
    graded = grader.grade(Path("handed/in"), "ann")
    assert graded.record.grade == Grade(status=Status.UNREADABLE, message="it holds no notebook")
    assert graded.record.grade.score is None
    assert graded.notebook is None
    assert stage.turns == ["read", "record"]
    assert stage.digested == [b""]


def test_the_reader_gets_place_and_student(grader: Grader, stage: Stage) -> None:
    """And the record is that student's."""
    record = grader.grade(Path("handed/in"), "ann").record
    assert stage.read_of == (Path("handed/in"), "ann")
    assert (record.assignment, record.student, record.sandboxed) == (ID, "ann", True)


def test_the_session_gets_the_cells_the_limits_and_what_is_kept(grader: Grader, stage: Stage) -> None:
    """As they were read, under the assignment's limits."""
    stage.submission = submission(keep={4: ("half",)})
    grade_of(grader)
    assert stage.opened == (stage.submission.cells, grader.runner.assignment.settings.limits, {4: ("half",)})


def test_the_checks_get_the_students_numbers(grader: Grader, stage: Stage) -> None:
    """Both the fixture and the solutions know them: half of 12, and not of another number."""
    asked: list[float] = []

    def half(x: float) -> float:
        asked.append(x)
        return x / 2

    stage.names["half"] = half
    assert check(grade_of(grader), "test_on_own_numbers").status is Status.PASSED
    assert sorted(asked) == [3.0, 8.0, 12.0]
    stage.submission = submission(variant={"x": 20.0})
    assert check(grade_of(grader), "test_on_own_numbers").status is Status.PASSED
    assert sorted(asked[3:]) == [3.0, 8.0, 20.0]


def test_the_checks_get_why_a_name_is_missing(grader: Grader, stage: Stage) -> None:
    """The sentence is its cell's; a cell run out of order tells that instead, in the report too."""
    del stage.names["half"]
    stage.runs = [CellRun(4, "crash", "The process was lost.")]
    grade = grade_of(grader)
    assert check(grade, "test_halves").message == (
        "half is not defined, because its cell stopped: The process was lost."
    )
    assert question(grade, "q2_half").score == 0.0
    cells = ((1, f"{DOUBLE}\nstep(1)"), (4, "def step(x):\n    return x\n"))
    stage.submission = dataclasses.replace(submission(), cells=cells)
    del stage.names["double"]
    stage.runs = [CellRun(1, "raised", "NameError: name 'step' is not defined"), CellRun(4, "passed")]
    grade = grade_of(grader)
    assert "only cell 5, further down, defines" in check(grade, "test_doubles").message
    assert "only cell 5, further down, defines" in grade.cells[0].message


def test_the_checks_get_the_remarks(grader: Grader, stage: Stage) -> None:
    """What became of a name that was defined twice stands in every reason about its question."""
    stage.submission = submission(replaced={"half": "The second half counts."})
    stage.names["half"] = lambda x: x
    grade = grade_of(grader)
    assert check(grade, "test_halves").message.endswith(" The second half counts.")
    assert check(grade, "test_doubles").message == ""


def test_the_diagnoser_gets_the_transcript_of_all_and_the_numbers(grader: Grader, stage: Stage) -> None:
    """Question by question, the same run of the suite."""
    grade_of(grader)
    assert [asked for asked, _, _ in stage.diagnosed] == ["q1_double", "q2_half", "q3_why"]
    (run,) = {id(run): run for _, run, _ in stage.diagnosed}.values()
    heard = [(call.name, call.args, call.outcome) for call in run.calls]
    assert ("double", (3.0,), 6.0) in heard
    assert ("half", (12.0,), 6.0) in heard
    assert [variant for _, _, variant in stage.diagnosed] == [VARIANT] * 3


def test_each_question_is_scored_by_its_own_checks_and_mistake(grader: Grader, stage: Stage) -> None:
    """A weight of two in four is half of six points; the name is the question's."""
    named = Diagnosis(("q2_third",), ("You take a third.",))
    stage.diagnoses = {"q2_half": named}
    stage.names["half"] = lambda x: 1.5 if x == 3.0 else x / 3
    grade = grade_of(grader)
    assert stage.scored == [
        ("q1_double", ["test_doubles", "test_doubles_negatives"], None),
        ("q2_half", ["test_odd_endings", "test_on_own_numbers", "test_halves"], named),
        ("q3_why", [], None),
    ]
    assert [score.score for score in grade.questions] == [4.0, 3.0, None]
    assert question(grade, "q2_half").diagnosis == named
    assert question(grade, "q1_double").diagnosis is None


def test_the_record_holds_everything(grader: Grader, stage: Stage) -> None:
    """Repairs, flags of every step in order, the bytes' digest, what was used, and what was written."""
    stage.diagnoses = {"q1_double": ValueError("cannot compare")}
    stage.names["half"] = lambda x: "fall"
    stage.runs = [CellRun(1, "passed", cpu_s=0.5), CellRun(4, "protocol", "It forged a reply.")]
    record = grader.grade(Path("handed/in"), "ann").record
    grade = record.grade
    assert grade.repairs == ("mended",)
    assert grade.flags == (
        "odd",
        "check test_odd_endings fell over: KeyError: 'no such thing'",
        "q1_double: naming the mistake fell over: ValueError: cannot compare",
        "cell 4: the student's process broke the protocol; look at the notebook",
    )
    assert record.digests.notebook == hashlib.sha256(CONTENT).hexdigest()
    assert (record.telemetry.student_cpu_s, record.telemetry.restarts) == (1.25, 2)
    assert record.telemetry.first_seen is not None
    assert record.written.untouched == ()
    assert set(record.written.digests) >= {"q1_double", "q2_half", "q3_why"}


def test_the_notebook_holds_the_outputs_of_this_run(grader: Grader, stage: Stage) -> None:
    """Counted in the order of the runs; cells that did not run have none."""
    printed = dict(new_output("stream", name="stdout", text="hello\n"))
    stage.runs = [CellRun(1, "passed", outputs=[printed]), CellRun(2, "passed")]
    notebook = grader.grade(Path("handed/in"), "ann").notebook
    assert notebook is not None
    nbformat.validate(notebook)
    assert [(cell.execution_count, len(cell.outputs)) for cell in notebook.cells if "outputs" in cell] == [
        (1, 1), (2, 0), (None, 0), (None, 0)
    ]  # fmt: skip
    assert stage.submission.notebook.cells[1].outputs == [], "what was read is left as it is"


ENDINGS: dict[str, tuple[Any, str]] = {
    "passed": (lambda x: x / 2, ""),
    "failed": (lambda x: x, "Does not hold yet: half(x) is half of x."),
    "raised": (lambda x: [][1], "IndexError: list index out of range"),
    "value": (lambda x: 1 << 10_000_000, ""),
} | {status: (CallFailed(status, f"it ended by {status}"), f"it ended by {status}") for status in LETHAL}


@pytest.mark.parametrize("status", ENDINGS)
def test_how_a_call_ended_is_how_its_check_and_question_ended(
    grader: Grader, stage: Stage, status: str
) -> None:
    """With the reason in words; the other question is untouched by it."""
    stage.names["half"], message = ENDINGS[status]
    grade = grade_of(grader)
    found = check(grade, "test_halves")
    assert found.status is Status(status)
    assert found.message == message or (status == "value" and "cannot be graded" in found.message)
    assert question(grade, "q2_half").score == {"passed": 6.0, "failed": 1.5}.get(status, 0.0)
    assert question(grade, "q1_double").score == 4.0
    flagged = [flag for flag in grade.flags if "broke the protocol" in flag]
    assert len(flagged) == (3 if status == "protocol" else 0)


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        ("skip", Status.SKIPPED, "Not asked of you."),
        ("wait", Status.PENDING, "Somebody looks."),
        ("fall", Status.PENDING, "This check could not decide; a person looks at your answer."),
    ],
)
def test_what_a_check_itself_says(
    grader: Grader, stage: Stage, answer: str, status: Status, message: str
) -> None:
    """A check that waits or falls over leaves its question open; one that skips costs its weight."""
    stage.names["half"] = lambda x: answer if x == 8.0 else x / 2
    grade = grade_of(grader)
    assert (check(grade, "test_odd_endings").status, check(grade, "test_odd_endings").message) == (
        status,
        message,
    )
    assert question(grade, "q2_half").score == (4.5 if answer == "skip" else None)
    waits = "Half" if answer != "skip" else "Why"
    assert grade.status is Status.PENDING
    assert grade.message.startswith(f"{waits}: ")


@pytest.mark.parametrize("status", ["raised", "skipped", *LETHAL])
def test_how_a_cell_ended_is_reported(grader: Grader, stage: Stage, status: str) -> None:
    """Cells that passed are not, nor locked test cells: their checks speak for them."""
    stage.runs = [CellRun(1, "passed"), CellRun(2, status, "asserted"), CellRun(4, status, f"by {status}")]
    cells = grade_of(grader).cells
    assert [(cell.index, cell.status, cell.message) for cell in cells] == [
        (4, Status(status), f"by {status}")
    ]


def test_all_decided_is_graded(small: Course, tmp_path: Path, stage: Stage) -> None:
    """Without a question for a person the whole is graded, and its score is a sum."""
    course = make_course(tmp_path)
    path = course.assignment(ID).notebook_path
    notebook = master()
    del notebook.cells[-2:]
    nbformat.write(notebook, path)
    with Runner(course, ID, open_session=stage.open) as runner:
        grade = grade_of(Grader(runner, stage, stage))
    assert (grade.status, grade.message, grade.score, grade.max_score) == (Status.GRADED, "", 10.0, 10.0)


@pytest.mark.parametrize("place", ["refusals", "troubles"])
def test_a_lost_sandbox_is_tried_once_more_from_the_start(grader: Grader, stage: Stage, place: str) -> None:
    """Read anew and run anew; a second loss is our fault, in words, and scores nothing."""
    setattr(stage, place, [SandboxError("the warm process died")])
    assert question(grade_of(grader), "q2_half").score == 6.0
    assert stage.turns.count("read") == (1 if place == "refusals" else 2)
    setattr(stage, place, [SandboxError("it died"), SandboxError("it died again"), SandboxError("never")])
    graded = grader.grade(Path("handed/in"), "ann")
    assert graded.record.grade == Grade(status=Status.SANDBOX_ERROR, message="it died again")
    assert graded.notebook is None
    assert len(getattr(stage, place)) == 1


def test_a_lost_sandbox_while_diagnosing_is_no_lost_name(grader: Grader, stage: Stage) -> None:
    """A diagnosis that falls over costs its name; one whose sandbox is lost, the submission's grade."""
    stage.diagnoses = {"q2_half": SandboxError("gone")}
    assert grade_of(grader) == Grade(status=Status.SANDBOX_ERROR, message="gone")
    stage.diagnoses = {"q2_half": KeyError("odd")}
    grade = grade_of(grader)
    assert question(grade, "q2_half").score == 6.0
    assert any("q2_half: naming the mistake fell over: KeyError: 'odd'" in flag for flag in grade.flags)


def test_what_falls_over_is_not_tried_again(grader: Grader, stage: Stage) -> None:
    """One reading, one reason that names the error."""
    stage.refusals = [ValueError("odd\nlines")]
    grade = grade_of(grader)
    assert grade == Grade(status=Status.SANDBOX_ERROR, message="The grader fell over: ValueError: odd lines")
    assert stage.turns == ["read", "record"]


@pytest.mark.parametrize("place", ["refusals", "troubles"])
def test_lack_of_memory_ends_the_process(grader: Grader, stage: Stage, place: str) -> None:
    """Whoever grades the next one needs a fresh process; the session is closed."""
    setattr(stage, place, [MemoryError()])
    with pytest.raises(MemoryError):
        grade_of(grader)
    assert stage.turns[-1] == ("read" if place == "refusals" else "close")


def test_every_status_is_met_here() -> None:
    """A new status needs a test above."""
    met = {*ENDINGS, *LETHAL, "skipped", "pending", "graded", "unreadable", "sandbox error"}
    assert met == {status.value for status in Status}
