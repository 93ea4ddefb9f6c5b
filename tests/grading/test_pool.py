"""Checkers die, hang and fill memory here, and nobody is lost: real processes, a made-up assignment."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checks.suite import TOO_MUCH
from autograder.course.layout import Course
from autograder.errors import MissingReference, SandboxError
from autograder.grading import checker_process
from autograder.grading.graded import Graded
from autograder.grading.pool import Pool, grade_many
from autograder.models import Status
from autograder.submission.submitted import Submitted
from tests.builders.small_course import ID, ROOT, hand_in, make_course, master

pytestmark = pytest.mark.sandbox

HOSTILE_CHECKS = '''"""A check that a value can make fall over in every way that a value can."""

import os

import pytest

from autograder.checks import number


@pytest.mark.check("q1_double")
def test_doubles(student):
    """double(x) is twice x."""
    answer = number(student.double(3.0))
    if answer == 600:
        os._exit(3)
    if answer == 700:
        assert len(bytearray(2 << 30)) == 0
    while answer == 800:
        pass
    assert answer == 6.0


@pytest.mark.check("q2_half")
def test_halves(student):
    """half(x) is half of x."""
    assert number(student.half(3.0)) == 1.5
'''


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Make a course whose checks fall over when a student answers 600, 700 or 800."""
    made = make_course(tmp_path)
    (tmp_path / "reference" / ID / "checks" / "test_small.py").write_text(HOSTILE_CHECKS, encoding="utf-8")
    return made


def answers(course: Course, **given: int) -> list[Submitted]:
    """Hand in one submission a student whose `double` always answers this."""
    half = "def half(x):\n    return x / 2\n"
    return [
        Submitted(student, hand_in(course, student, master(f"def double(x):\n    return {answer}\n", half)))
        for student, answer in given.items()
    ]


def scores(graded: Iterator[Graded]) -> dict[str, tuple[str, float | None]]:
    """Return status and score of each."""
    return {each.record.student: (each.record.grade.status.value, _score(each)) for each in graded}


def _score(graded: Graded) -> float | None:
    found = [question.score for question in graded.record.grade.questions if question.score is not None]
    return sum(found) if found else None


@pytest.mark.parametrize("workers", [1, 2])
def test_a_dead_checker_costs_only_who_killed_it(course: Course, workers: int) -> None:
    """Who takes the checker along twice is not graded, with the reason; all others are."""
    handed_in = answers(course, ann=6, bad=600, ben=6, cyd=5, dan=6)
    graded = list(grade_many(course, ID, handed_in, workers=workers))
    found = scores(iter(graded))
    assert found == {
        "ann": ("pending", 10.0),
        "bad": ("sandbox error", None),
        "ben": ("pending", 10.0),
        "cyd": ("pending", 6.0),
        "dan": ("pending", 10.0),
    }
    message = next(each.record.grade.message for each in graded if each.record.student == "bad")
    assert message.startswith("Not graded: checking it was tried 2 times")


def test_memory_of_checking_is_bounded(course: Course) -> None:
    """A check that a value makes ask for two gigabytes fails; the rest of the batch is graded."""
    graded = {each.record.student: each for each in grade_many(course, ID, answers(course, bad=700, ann=6))}
    assert scores(iter(graded.values())) == {"ann": ("pending", 10.0), "bad": ("pending", 6.0)}
    (check,) = graded["bad"].record.grade.questions[0].checks
    assert (check.status, check.message) == (Status.VALUE, TOO_MUCH)


def test_time_of_checking_is_bounded(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that a value sends round for ever is ended, and its submission is not graded."""
    monkeypatch.setattr(checker_process, "CPU_S", 1.0)
    graded = list(grade_many(course, ID, answers(course, ann=6, bad=800, ben=6)))
    assert scores(iter(graded))["ann"] == scores(iter(graded))["ben"] == ("pending", 10.0)
    (bad,) = (each.record.grade for each in graded if each.record.student == "bad")
    assert bad.status is Status.SANDBOX_ERROR
    assert "more than 1 s of computing" in bad.message


@pytest.mark.parametrize("workers", [1, 2])
def test_a_checker_killed_from_outside_loses_nobody(course: Course, workers: int) -> None:
    """SIGKILL at any moment costs a retry of what the checker held."""
    handed_in = answers(course, **{f"s{number}": 6 for number in range(8)})
    found: dict[str, tuple[str, float | None]] = {}
    with Pool(course, ID, workers=workers) as pool:
        for count, graded in enumerate(pool.grade(handed_in)):
            found |= scores(iter([graded]))
            if count in (0, 3):
                os.kill(pool._checkers[0]._process.pid, signal.SIGKILL)
    assert found == {student: ("pending", 10.0) for student, _ in handed_in}


def test_one_state_a_batch(course: Course) -> None:
    """Points edited while a batch runs count in the next: all records are of the state at its start."""
    handed_in = answers(course, **{f"s{number}": 6 for number in range(5)})
    graded = []
    with Pool(course, ID) as pool:
        for each in pool.grade(handed_in):
            graded.append(each.record)
            edited = master()
            edited.cells[2].metadata["nbgrader"]["points"] = 40
            (course.root / "assignments" / ID / f"{ID}.ipynb").write_text(json.dumps(edited))
            if len(graded) == 1:  # the next checker starts when the files are other ones
                os.kill(pool._checkers[0]._process.pid, signal.SIGKILL)
    assert {record.grade.max_score for record in graded} == {12.0}
    assert len({record.digests.checks for record in graded}) == 1
    (after,) = grade_many(course, ID, handed_in[:1])
    assert after.record.digests.checks != graded[0].digests.checks
    assert after.record.grade.max_score == 48.0


def test_what_no_checker_can_read_is_one_error(course: Course) -> None:
    """A check that cannot be collected is the author's, told once, and nobody is graded."""
    (course.root / "reference" / ID / "checks" / "test_small.py").write_text("import nowhere\n")
    with pytest.raises(MissingReference, match="cannot be collected"):
        list(grade_many(course, ID, answers(course, ann=6)))


def test_checkers_that_cannot_start_are_one_error(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation ends the batch with a sentence, not with a loop."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SandboxError, match="die while they start"):
        list(grade_many(course, ID, answers(course, ann=6)))


@pytest.mark.parametrize("answer", [6, 800], ids=["idle", "busy"])
def test_checkers_end_with_the_batch(course: Course, answer: int) -> None:
    """When the batch's own process is killed, everything it started ends, also what is at work."""
    (ann,) = answers(course, ann=answer)
    script = (
        "import sys\nfrom pathlib import Path\nfrom autograder.course.layout import Course\n"
        "from autograder.grading.pool import Pool\n"
        f"pool = Pool(Course(Path({str(course.root)!r})), {ID!r})\npool.__enter__()\n"
        "from autograder.submission.submitted import Submitted\n"
        f"list(pool.grade([Submitted('ann', Path({str(ann.path)!r}))]))\nsys.stdin.read()\n"
    )
    batch = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, cwd=ROOT)
    deadline = time.monotonic() + 60.0
    while not at_work(batch.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1.0)  # until the check goes round in its loop
    living = descendants(batch.pid)
    assert len(living) >= 3  # a checker and its warm processes
    batch.kill()
    batch.wait()
    deadline = time.monotonic() + 5.0
    while any(alive(pid) for pid in living) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in living if alive(pid)] == []
    assert batch.stdin is not None
    batch.stdin.close()


def at_work(pid: int) -> bool:
    """Say whether a batch has its warm processes for students and for reading: it is at its first one."""
    names = [Path(f"/proc/{child}/cmdline").read_bytes() for child in descendants(pid) if alive(child)]
    return sum(b"zygote.py" in name for name in names) >= 2


def descendants(pid: int) -> list[int]:
    """Return every process below one."""
    below: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            below += [int(child), *descendants(int(child))]
    return below


def alive(pid: int) -> bool:
    """Say whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except OSError:
        return False
