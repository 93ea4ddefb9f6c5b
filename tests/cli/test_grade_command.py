"""What `grade` tells: who is where, who is lost, whose score moved, and why nothing can be written."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from autograder.cli import main
from autograder.course.layout import Course
from autograder.grading import batch, records, writable
from autograder.grading.batch import BatchOutcome
from autograder.models import Record, Status
from tests.builders import made_up
from tests.builders.small_course import ID, hand_in, make_course, master


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
        with pytest.raises(SystemExit) as ending:
            main()
        told = capsys.readouterr()
        return Ended(int(ending.value.code or 0), told.out, told.err)

    return run_command


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Make a small course and stand in it."""
    made = make_course(tmp_path)
    settings = made.root / "assignments" / ID / "assignment.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("10% per day", "none"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, *outcomes: BatchOutcome) -> None:
    """Let grading give these outcomes."""

    def graded(*_: Any, **__: Any) -> Iterator[BatchOutcome]:
        yield from outcomes

    monkeypatch.setattr(batch, "grade_class", graded)


def of(record: Record, **changes: Any) -> Record:
    """Make a record of the small assignment."""
    return msgspec.structs.replace(record, assignment=ID, **changes)


def test_misplaced_work_stands_in_the_table(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command below it; those in place are graded all the same, and the exit code is 3."""
    hand_in(course, "ann", master())
    (course.submitted / "ben").mkdir()
    (course.submitted / "ben" / f"{ID}.ipynb").write_text("{}", encoding="utf-8")
    answer(monkeypatch, BatchOutcome(of(made_up.right("ann"))))
    ended = run("grade", ID)
    assert ended.code == 3
    (row,) = [entry for entry in ended.out.splitlines() if entry.startswith("ben ")]
    assert "not graded" in row
    assert f"mkdir -p submitted/ben/{ID} && mv -n submitted/ben/{ID}.ipynb" in ended.out
    assert "2 handed in: 1 graded, 0 pending, 1 not graded" in ended.out


def test_only_misplaced_work_is_no_empty_class(run: Run, course: Course) -> None:
    """It is told as what it is, without starting anything."""
    course.submitted.mkdir()
    (course.submitted / "loose.ipynb").write_text("{}", encoding="utf-8")
    ended = run("grade", ID)
    assert (ended.code, "1 handed in: 0 graded, 0 pending, 1 not graded" in ended.out) == (3, True)


def test_lost_student_is_named(run: Run, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came out is not what went in."""
    hand_in(course, "ann", master())
    hand_in(course, "ben", master())
    answer(monkeypatch, BatchOutcome(of(made_up.right("ann"))))
    ended = run("grade", ID)
    assert (ended.code, "do not agree: ben" in ended.err) == (3, True)


def test_students_who_left_are_told_in_one_line(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs nobody anything."""
    hand_in(course, "ann", master())
    for name in ("zoe", "yan"):
        records.save(course, of(made_up.right(name)))
    answer(monkeypatch, BatchOutcome(of(made_up.right("ann"))))
    ended = run("grade", ID)
    assert (ended.code, "only a record: yan, zoe\n" in ended.out) == (0, True)


def moved(name: str) -> BatchOutcome:
    """Return an outcome in which changed checks took points."""
    after = of(made_up.right(name))
    first = after.grade.questions[0]
    lower = msgspec.structs.replace(first, score=0.0)
    grade = msgspec.structs.replace(after.grade, questions=(lower, *after.grade.questions[1:]))
    digests = msgspec.structs.replace(after.digests, checks="other")
    return BatchOutcome(after, msgspec.structs.replace(after, grade=grade, digests=digests))


def test_score_that_moves_is_told_without_being_asked(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of twenty students in full, of the others the number; `--regrade` tells all."""
    names = [f"s{number:02}" for number in range(23)]
    for name in names:
        hand_in(course, name, master())
    answer(monkeypatch, *map(moved, names))
    ended = run("grade", ID)
    told = [entry for entry in ended.out.splitlines() if "moves (the checks changed)" in entry]
    assert (len(told), "and 3 more students; --regrade prints all" in ended.out) == (20, True)
    again = run("grade", ID, "--regrade").out
    assert again.count("moves (the checks changed)") == 23


def test_score_that_stays_is_not_told(run: Run, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is printed where nothing moved."""
    hand_in(course, "ann", master())
    record = of(made_up.right("ann"))
    answer(monkeypatch, BatchOutcome(record, record, reused=True))
    assert "move" not in run("grade", ID).out


def test_checks_that_are_not_proved_are_told_once(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is graded by them."""
    hand_in(course, "ann", master())
    answer(monkeypatch, BatchOutcome(of(made_up.right("ann"))))
    assert run("grade", ID).err == ""
    with (course.reference(ID).checks_dir / "test_small.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert run("grade", ID).err.splitlines() == [
        f"the checks are not as `validate` proved them; run: autograder validate {ID}"
    ]


@pytest.mark.parametrize("place", ["records", f"records/{ID}", "autograded", "gradebook.db"])
def test_course_that_cannot_be_written_is_told_before_the_first(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """One line with the place, and nobody is graded for nothing."""
    hand_in(course, "ann", master())
    monkeypatch.setattr(batch, "grade_class", lambda *_, **__: pytest.fail("somebody was graded"))
    path = course.root / place
    path.parent.mkdir(exist_ok=True)
    # A place that refuses also the superuser.
    path.symlink_to("/proc/1")
    ended = run("grade", ID)
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)
    assert f"{path} cannot be written" in ended.err
    assert "nothing was graded" in ended.err


def test_full_disk_is_told_before_the_first(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a file that cannot grow."""
    hand_in(course, "ann", master())
    monkeypatch.setattr(batch, "grade_class", lambda *_, **__: pytest.fail("somebody was graded"))
    monkeypatch.setattr(
        writable.tempfile,
        "TemporaryFile",
        lambda **_: Path("/dev/full").open("r+b", buffering=0),
    )
    ended = run("grade", ID)
    assert (ended.code, "the disk is full" in ended.err) == (2, True)


@pytest.mark.parametrize(
    "command", ["grade", "report", "feedback", "export", "release", "rubric", "validate"]
)
def test_no_command_works_in_an_unconfined_course(run: Run, course: Course, command: str) -> None:
    """One sentence that says what to do, from anywhere; the file that is there stays."""
    settings = course.root / "nbgrader_config.py"
    settings.write_text("c = get_config()\n", encoding="utf-8")
    ended = run(command, ID, "--course", str(course.root))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert "configure(get_config())" in ended.err
    assert settings.read_text(encoding="utf-8") == "c = get_config()\n"


def test_course_without_the_file_gets_it(run: Run, course: Course) -> None:
    """And it is said, once, on standard error."""
    (course.root / "nbgrader_config.py").unlink()
    first, second = run("rubric", ID), run("rubric", ID)
    assert (first.code, second.code, first.out, second.err) == (0, 0, second.out, "")
    assert first.err.startswith(f"wrote {course.root / 'nbgrader_config.py'}")


def test_list_of_students_is_said(run: Run, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many, the first and the last, before anything is released."""
    monkeypatch.setattr("autograder.nbgrader.release.release", lambda *_: course.release)
    monkeypatch.setattr("autograder.nbgrader.release.release_to", lambda *_: iter(()))
    (course.root / "names.txt").write_text("ann\nben\n", encoding="utf-16")
    assert "2 names, the first 'ann', the last 'ben'" in run("release", ID, "--students", "names.txt").out
    (course.root / "names.csv").write_text("ann,1\nben,2\n", encoding="utf-8")
    ended = run("release", ID, "--students", "names.csv")
    assert (ended.code, ended.out, "holds commas" in ended.err) == (2, "", True)


def test_reader_that_goes_away_is_no_fault(course: Course) -> None:
    """As in `| head`: no traceback, nothing on standard error."""
    records.save(course, of(made_up.right("ann")))
    shell = f"{sys.executable} -m autograder report {ID} | true; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", shell], capture_output=True, text=True, cwd=course.root, timeout=60, check=False
    )
    assert ended.stderr == ""
    assert ended.returncode in {0, 141}


def test_table_says_what_to_do_about_an_unknown_time(
    run: Run, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only that keeps a score from being final, it is the first reason."""
    settings = course.root / "assignments" / ID / "assignment.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(told.replace('"none"', '"10% per day"'), encoding="utf-8")
    for student in ("ann", "ben"):
        hand_in(course, student, master(), "10/03/2024" if student == "ben" else "")
    lost = made_up.question("q1_f", "f", 2.0, 0.0, made_up.check("c", "q1_f", "f.", status=Status.FAILED))
    lost = msgspec.structs.replace(lost, message="Does not hold yet: f.")
    answer(monkeypatch, *(BatchOutcome(of(made_up.record(name, lost))) for name in ("ann", "ben")))
    ended = run("grade", ID)
    assert ended.code == 4
    assert "no time of hand-in is known" in ended.out
    assert "timestamp.txt cannot be trusted" in " ".join(ended.out.split())
