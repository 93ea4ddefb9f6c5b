"""One final score in every output: nobody adds up for himself, and nothing that waits looks final."""

import ast
import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import autograder
from autograder.final_score import NOTHING_ENTERED, Entered
from autograder.models import Diagnosis, Status
from autograder.reporting.class_report import report_page, report_text, student_rows
from autograder.reporting.class_summary import summarise
from autograder.reporting.export import FORMATS
from autograder.reporting.feedback import feedback_page
from autograder.results import Result
from autograder.text import table
from tests.builders import made_results, made_up
from tests.builders.made_results import alone, result

ENGINE = Path(autograder.__file__).parent
WRITERS = [
    *sorted((ENGINE / "reporting").rglob("*.py")),
    *sorted((ENGINE / "reporting" / "templates").glob("*.j2")),
    ENGINE / "cli" / "results.py",
    ENGINE / "nbgrader" / "feedback_exporter.py",
]
OUTPUTS: dict[str, Callable[[Result], str]] = {
    **{name: (lambda made, write=write: write([made])) for name, write in FORMATS.items()},  # type: ignore[misc]
    "report.html": lambda made: report_page(summarise([made])),
    "report.txt": lambda made: report_text(summarise([made])),
    "terminal": lambda made: "\n".join(table(("student", "score", "status"), student_rows([made]))),
    "feedback": feedback_page,
}
ODD = 17.23
"""A total that no sum of the parts gives: only who takes it as it is can show it."""


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.name)
def test_nobody_reads_the_automatic_sum(path: Path) -> None:
    """`Grade.score` is for grading; outputs show the final score."""
    text = path.read_text(encoding="utf-8")
    assert "grade.score" not in text
    if path.suffix == ".py":
        sums = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)]
        assert not [
            node for node in sums if node.attr == "score" and ast.unparse(node.value).endswith("grade")
        ]


@pytest.mark.parametrize("name", OUTPUTS)
def test_total_is_shown_as_it_is(name: str) -> None:
    """Whatever the record would add up to, the final score stands there."""
    made = made_results.settled()
    odd = replace(made, final=replace(made.final, total=ODD, so_far=ODD))
    assert str(ODD) in OUTPUTS[name](odd)
    assert "14.94" not in OUTPUTS[name](odd)


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "feedback"])
def test_parts_of_the_score_are_shown(name: str) -> None:
    """Automatic, by hand, extra and late can be told apart."""
    told = OUTPUTS[name](made_results.settled())
    assert [part for part in ("14.67", "3.5", "0.5", "3.73") if part not in told] == []


@pytest.mark.parametrize("name", ["csv", "json", "junit", "gradescope", "github", "feedback"])
def test_comment_of_a_person_stands_beside(name: str) -> None:
    """What the teacher wrote goes wherever the question's score goes."""
    assert "You say where it is steepest." in OUTPUTS[name](made_results.settled())


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize(
    ("made", "why"),
    [
        (made_results.undated(), "year 2567"),
        (alone(made_up.mixed("ann"))[0], "wait"),
        (alone(made_up.doubtful("ann"))[0], "wait"),
    ],
    ids=["undated", "written", "doubt"],
)
def test_what_waits_is_told_everywhere(name: str, made: Result, why: str) -> None:
    """A person reads what is to be done, in every form, before the score is final."""
    if name == "terminal":
        assert "a person decides" in OUTPUTS[name](made)
        assert " + ?" in OUTPUTS[name](made) or "–" in OUTPUTS[name](made)
    else:
        assert why in OUTPUTS[name](made)


@pytest.mark.parametrize(
    "made", [made_results.undated(), alone(made_up.mixed())[0]], ids=["undated", "written"]
)
def test_what_waits_is_never_exported_as_final(made: Result) -> None:
    """Empty score and the status, in every format that a program reads."""
    row = next(csv.DictReader(io.StringIO(FORMATS["csv"]([made]))))
    assert ("", "pending", True) == (row["score"], row["status"], bool(row["waiting"]))
    entry = json.loads(FORMATS["json"]([made]))["submissions"][0]
    assert (None, "pending", 1) == (entry["score"], entry["status"], len(entry["waiting"]))
    scope = json.loads(FORMATS["gradescope"]([made]))
    assert "score" not in scope
    assert not [test for test in scope["tests"] if "score" in test], "Gradescope would add them up"
    suite = ElementTree.fromstring(FORMATS["junit"]([made]))[0]
    told = {entry.get("name"): entry.get("value") for entry in suite.iter("property")}
    assert ("", "pending") == (told["score"], told["status"])
    assert suite.findall("testcase[@name='final score']/skipped")
    assert "| – | " in FORMATS["github"]([made])


def unreadable_with_questions(entered: Entered = NOTHING_ENTERED) -> Result:
    """Make the result of a file that nobody can read, whose questions a person may score."""
    questions = [made_up.question(name, "Q", 4.0, None, message="not JSON") for name in ("q1_a", "q1_b")]
    record = made_up.record("ann", *questions, status=Status.UNREADABLE, message="it is not JSON")
    return result(record, entered)


@pytest.mark.parametrize("name", OUTPUTS)
def test_unreadable_submission_is_that_even_with_questions(name: str) -> None:
    """Questions that wait for a person do not make a broken file a graded one."""
    told = OUTPUTS[name](unreadable_with_questions()).lower()
    assert "could not be read" in told or "unreadable" in told or "could not read" in told
    assert "0 of 8" not in told


@pytest.mark.parametrize("name", OUTPUTS)
def test_person_may_score_what_nobody_could_read(name: str) -> None:
    """Points by hand make it graded, like any other."""
    told = OUTPUTS[name](unreadable_with_questions(Entered(scores={"q1_a": 3.25, "q1_b": 4.0})))
    assert "7.25" in told
    assert "unreadable" not in told or name == "json"


@pytest.mark.parametrize("name", [*FORMATS, "feedback"])
def test_written_answer_left_as_released_says_so(name: str) -> None:
    """Nothing written earns nothing, and does not wait for a person."""
    record = made_up.record(
        "ann", made_up.question("q1_why", "Why", 4.0, None, message="A person grades it.")
    )
    made = result(record)
    decided = replace(made.final, total=0.0, questions={"q1_why": 0.0}, waiting=())
    told = OUTPUTS[name](replace(made, final=decided))
    assert "Not answered" in told or name in {"csv", "json", "github"}
    assert "a person decides" not in told
    assert "skipped message" not in told


@pytest.mark.parametrize("name", ["csv", "json", "junit", "github"])
def test_nothing_of_sixty_is_called_graded(name: str) -> None:
    """A submission is not `passed` because every check ran."""
    check = made_up.check("a", "q1_a", "It sums.", status=Status.FAILED)
    nothing = made_up.record("ann", made_up.question("q1_a", "A", 60.0, 0.0, check, message="no"))
    old = made_up.record("ben", *nothing.grade.questions, status=Status.PASSED)
    text = FORMATS[name](alone(nothing, old))
    assert "passed" not in text
    assert text.count("graded") >= 2


@pytest.mark.parametrize("name", [*FORMATS, "feedback"])
def test_named_mistake_is_told_everywhere(name: str) -> None:
    """Nobody reads a general sentence where the record knows the mistake."""
    check = made_up.check("a", "q1_a", "It sums.", status=Status.FAILED)
    general = "Not every property that was asked for holds."
    known = Diagnosis(("axis",), ("The sum runs over columns.",))
    question = made_up.question("q1_a", "A", 4.0, 0.0, check, message=general, diagnosis=known)
    told = OUTPUTS[name](alone(made_up.record("ann", question))[0])
    assert "The sum runs over columns." in told
    assert general not in told or name == "json"


def test_statistics_are_over_final_scores() -> None:
    """Points by hand, extra credit and lateness are in mean, median and each question's mean."""
    late = result(made_up.right("ann"), lateness=made_results.LATE)
    summary = summarise([made_results.settled("ben"), late, made_results.undated("cy")])
    assert (2, 1, 15.47) == (summary.scored, summary.pending, summary.mean)
    means = {question.id: (question.mean, question.waiting) for question in summary.questions}
    assert {"q3_written": (2.5, 0), "q4_input": (1.0, 0)}.items() <= means.items()


def test_settled_question_waits_for_nobody() -> None:
    """A written answer that a person scored is neither counted as waiting nor listed."""
    text = report_text(summarise([made_results.settled()]))
    assert "0 waiting for a person" in text
    assert "answer waits" not in text


def test_extra_credit_stays_inside_the_chart() -> None:
    """More than all points is in the last bar, and no meter runs over."""
    made = result(made_up.right(), Entered(extra={"q1_gates": 5.0}))
    summary = summarise([made])
    assert (25.0, 1, 1.0) == (summary.mean, summary.bins[-1].count, summary.questions[0].share)
    assert "25" in report_text(summary)


@pytest.mark.parametrize("name", ["report.html", "report.txt"])
def test_notes_and_second_looks_are_told(name: str) -> None:
    """Who left, and whose answer changed under points by hand, stands in what a person looks at."""
    gone = replace(made_results.settled(), notes=("not handed in any more; delete records/hw0/x.json",))
    told = " ".join(OUTPUTS[name](gone).split())
    assert "delete records/hw0/x.json" in told
    assert "look again" in told


def test_notes_and_flags_stay_with_the_teacher() -> None:
    """A student reads neither."""
    assert "records/hw0/x.json" not in feedback_page(
        replace(made_results.settled(), notes=("delete records/hw0/x.json",))
    )


@pytest.mark.parametrize("length", range(70, 260, 3))
def test_nothing_ends_in_one_more_character(length: int) -> None:
    """A sentence is whole or much shorter, in whatever output."""
    sentence = ("word " * 60)[: length - 1] + "."
    check = made_up.check("a", "q1_a", sentence, status=Status.FAILED, message=sentence)
    known = Diagnosis(("axis",), (sentence,))
    question = made_up.question("q1_a", sentence, 4.0, 0.0, check, message=sentence, diagnosis=known)
    made = alone(made_up.record("ann", question))[0]
    for name, write in OUTPUTS.items():
        assert "(1 more character)" not in write(made), name
    if length <= 121:
        assert sentence.split()[-1] in OUTPUTS["report.txt"](made)
        assert "more character" not in OUTPUTS["report.txt"](made)


def test_long_cells_go_on_below() -> None:
    """A table keeps every word of a long sentence, on lines of bounded length."""
    sentence = " ".join(f"word{index}" for index in range(40))
    lines = table(("mistake", "sure"), [(sentence, "3"), ("short", "10")])
    assert (
        " ".join(" ".join(line.split()) for line in lines).replace(" 3 ", " ").split()[2:42]
        == sentence.split()
    )
    assert max(map(len, lines)) <= 90
    assert lines[1].endswith("   3")
    assert lines[-1].split() == ["short", "10"]


def test_table_says_late_where_nobody_knows() -> None:
    """Whoever looks at the table sees whose lateness waits, also where other things wait too."""
    rows = {
        name: status
        for name, _, status in student_rows([made_results.undated("ann"), made_results.settled("ben")])
    }
    assert rows["ann"].endswith("late?)")
    assert "late?" not in rows["ben"]
