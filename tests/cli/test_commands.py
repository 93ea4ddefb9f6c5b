"""The command line: exit codes, one-line errors, plain output in a pipe."""

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from autograder.cli import main
from autograder.course.layout import Course
from autograder.errors import SandboxUnavailable
from autograder.grading import records
from autograder.models import Record
from tests.builders import made_up
from tests.builders.small_course import ID, hand_in, make_course

COMMANDS = [
    "demo",
    "doctor",
    "validate",
    "rubric",
    "coverage",
    "release",
    "grade",
    "feedback",
    "report",
    "export",
    "check",
]


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs one command in this process."""

    def run_command(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["autograder", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ending:
            code = int(ending.code or 0)
        told = capsys.readouterr()
        return Ended(code, told.out, told.err)

    return run_command


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Make a small course and stand in it."""
    made = make_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.fixture
def graded(course: Course) -> Course:
    """Make a small course in which three students have records."""
    for student, made in (("ann", made_up.right), ("bob", made_up.mixed), ("cy", made_up.unreadable)):
        record = made(student)
        records.save(
            course,
            Record(assignment=ID, student=student, grade=record.grade, digests=record.digests),
        )
        hand_in(course, student, "", "2024-03-10 16:00:00 UTC")
    return course


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    """Help is plain and ends in a line to copy."""
    ended = run(command, "--help")
    assert (0, "") == (ended.code, ended.err)
    assert f"Example: autograder {command}" in ended.out
    assert "\x1b" not in ended.out


def test_help_imports_nothing_heavy() -> None:
    """The first thing a newcomer types answers at once."""
    heavy = {"numpy", "sklearn", "sympy", "nbgrader", "nbformat", "matplotlib", "IPython", "pytest", "rich"}
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print(sorted({heavy} & sys.modules.keys())))\n"
        "sys.argv = ['autograder', 'grade', '--help']\n"
        "from autograder.cli import main\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == ended.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["grade", "nowhere"], 2, "there is no assignment 'nowhere'"),
        (["feedback", "nowhere"], 2, "there is no assignment 'nowhere'"),
        (["report", ID], 2, "no record in"),
        (["feedback", ID, "--student", "zoe"], 2, "no record of zoe in"),
        (["grade", ID, "--fail-under", "much"], 2, "--fail-under much is neither points"),
        (["grade", ID, "--submission", "missing.ipynb"], 2, "missing.ipynb is not there"),
        (["grade", ID, "--course", "elsewhere"], 2, "elsewhere is not a course"),
    ],
)
def test_bad_input_is_one_line(run: Run, course: Course, arguments: list[str], code: int, words: str) -> None:
    """An error says what is wrong in one line, without a traceback."""
    ended = run(*arguments)
    assert code == ended.code
    assert words in ended.err
    assert 1 == len(ended.err.splitlines())
    assert ended.err.startswith("autograder: ")


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["grade"], ["export", ID, "--to", "pdf"], ["grade", ID, "--jobs", "0"]]
)
def test_usage_errors_exit_2(run: Run, course: Course, arguments: list[str]) -> None:
    """What cannot be understood is a usage error."""
    assert 2 == run(*arguments).code


def test_outside_a_course_says_where_to_go(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a course there is nothing to grade."""
    monkeypatch.chdir(tmp_path)
    ended = run("report", ID)
    assert (2, True) == (ended.code, "give --course FOLDER" in ended.err)


def test_course_is_found_from_below(run: Run, graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command works anywhere inside a course."""
    monkeypatch.chdir(graded.root / "assignments" / ID)
    assert 0 == run("feedback", ID).code


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device", "records/x.json"),
            3,
            "records/x.json: the disk is full",
        ),
        (
            OSError(errno.EROFS, "Read-only file system", "feedback"),
            3,
            "feedback: the file system is read-only",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "gradebook.db"),
            3,
            "gradebook.db: permission denied",
        ),
        (
            SandboxUnavailable("no Landlock here;\nuse a newer kernel"),
            2,
            "no Landlock here; use a newer kernel",
        ),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_failures_of_the_machine_are_one_line(
    run: Run, graded: Course, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    """A full disk, a read-only folder or an interrupted run is told and ends the command."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("autograder.reporting.feedback.write_feedback", fail)
    ended = run("feedback", ID)
    assert (code, True) == (ended.code, words in ended.err)
    assert "Traceback" not in ended.err
    assert len(ended.err.splitlines()) <= 1


def test_feedback_writes_a_page_a_student(run: Run, graded: Course) -> None:
    """Every record becomes a page."""
    assert 0 == run("feedback", ID).code
    pages = sorted(path.relative_to(graded.feedback).as_posix() for path in graded.feedback.rglob("*.html"))
    assert [f"{name}/{ID}/{ID}.html" for name in ("ann", "bob", "cy")] == pages


def test_feedback_of_one_student(run: Run, graded: Course) -> None:
    """`--student` names whom."""
    told = json.loads(run("feedback", ID, "--student", "bob", "--json").out)
    assert {"bob": str(graded.feedback / "bob" / ID / f"{ID}.html")} == told


def test_report_prints_plain_text_in_a_pipe(run: Run, graded: Course) -> None:
    """No colour, no box, and the page's place at the end."""
    ended = run("report", ID)
    assert ended.out.startswith("A small assignment: 3 submissions")
    assert ended.out.rstrip().endswith(str(graded.records / ID / "report.html"))
    assert "\x1b" not in ended.out


@pytest.mark.parametrize(
    ("format_name", "start"),
    [("csv", "assignment,"), ("json", "{"), ("junit", "<?xml"), ("github", "## ")],
)
def test_export_prints_each_format(run: Run, graded: Course, format_name: str, start: str) -> None:
    """Every format of the list comes out."""
    ended = run("export", ID, "--to", format_name)
    assert (0, True) == (ended.code, ended.out.startswith(start))


def test_gradescope_gets_a_file_a_student(run: Run, graded: Course) -> None:
    """Gradescope reads one object; a class is a folder of them, and the command says so."""
    ended = run("export", ID, "--to", "gradescope", "--output", "scope")
    assert (0, True) == (ended.code, "scope/<student>/results.json" in ended.out)
    files = sorted(path.relative_to(graded.root).as_posix() for path in (graded.root / "scope").rglob("*.*"))
    assert [f"scope/{name}/results.json" for name in ("ann", "bob", "cy")] == files
    told = [json.loads((graded.root / name).read_text(encoding="utf-8")) for name in files]
    assert [20.0, None, None] == [entry.get("score") for entry in told]


@pytest.mark.parametrize("output", [(), ("--output", "all.json"), ("--output", "-")])
def test_gradescope_of_a_class_needs_a_folder(run: Run, graded: Course, output: tuple[str, ...]) -> None:
    """One plain sentence says what to give; nothing is written."""
    ended = run("export", ID, "--to", "gradescope", *output)
    assert (2, 1, "") == (ended.code, len(ended.err.splitlines()), ended.out)
    assert "give --output FOLDER" in ended.err
    assert not (graded.root / "all.json").exists()


@pytest.mark.parametrize("output", ["one.json", "folder/ann/results.json"])
def test_gradescope_of_one_student_is_one_object(run: Run, graded: Course, output: str) -> None:
    """One student's file goes where it is asked for."""
    assert 0 == run("export", ID, "--to", "gradescope", "--student", "ann", "-o", output).code
    assert 20.0 == json.loads((graded.root / output).read_text(encoding="utf-8"))["score"]
    assert run("export", ID, "--to", "gradescope", "--student", "ann").out.startswith("{")


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (("feedback",), "feedback"),
        (("export", "--to", "gradescope", "--output", "scope"), "scope"),
    ],
)
def test_record_of_an_odd_name_harms_nobody(
    run: Run, graded: Course, arguments: tuple[str, ...], place: str
) -> None:
    """A record that would lead out of its folder is told and left out."""
    record = made_up.right("../../out")
    odd = Record(assignment=ID, student="../../out", grade=record.grade, digests=record.digests)
    (graded.records / ID / "odd.json").write_bytes(msgspec.json.encode(odd))
    ended = run(arguments[0], ID, *arguments[1:])
    assert (0, 1) == (ended.code, len(ended.err.splitlines()))
    assert "odd" in ended.err
    assert ["ann", "bob", "cy"] == sorted(path.name for path in (graded.root / place).iterdir())
    assert not list(graded.root.parent.glob("out*"))


def test_export_writes_a_file(run: Run, graded: Course) -> None:
    """`--output` names a file, whose folders are made."""
    assert 0 == run("export", ID, "--output", "out/scores.csv").code
    assert 4 == len((graded.root / "out" / "scores.csv").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("command", ["report", "feedback", "export"])
def test_student_who_left_is_told(run: Run, graded: Course, command: str) -> None:
    """Nobody stays in averages and exports without a word after the submission is gone."""
    shutil.rmtree(graded.submitted / "bob")
    ended = run(command, ID)
    told = " ".join((ended.out if command == "report" else ended.err).split())
    assert f"delete records/{ID}/bob.json" in told
    assert "records/small/ann.json" not in told


@pytest.mark.parametrize("content", ["{", "[]", '{"student": "dan"}', "\x00"])
@pytest.mark.parametrize("command", ["report", "feedback", "export"])
def test_corrupt_record_is_told_and_left_out(run: Run, graded: Course, command: str, content: str) -> None:
    """A broken record says which file, and what to do; everybody else is there."""
    (graded.records / ID / "dan.json").write_text(content, encoding="utf-8")
    ended = run(command, ID)
    assert (0, True) == (ended.code, "dan.json is not a record" in ended.err)
    assert len(ended.err.splitlines()) == 1


def test_corrupt_record_stands_in_the_report(run: Run, graded: Course) -> None:
    """Whoever reads only the page learns of it too."""
    (graded.records / ID / "dan.json").write_text("{", encoding="utf-8")
    run("report", ID)
    for name in ("report.txt", "report.html"):
        text = (graded.records / ID / name).read_text(encoding="utf-8")
        assert "dan.json" in text
        assert "bob" in text
