"""When something was handed in, and how late that was."""

import contextlib
import os
import signal
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course.layout import Course
from autograder.submission.lateness import lateness
from autograder.submission.timestamps import HandIn, moment, read_times
from tests.builders.small_course import ID, make_course

NOW = datetime(2024, 4, 1, tzinfo=UTC)
DUE = datetime(2024, 3, 17, 16, 59, tzinfo=UTC)
EVENING = datetime(2024, 3, 17, 16, 58, tzinfo=UTC)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Make a course in which Ann handed something in."""
    made = make_course(tmp_path)
    (made.submitted / "ann" / ID).mkdir(parents=True)
    return made


def says(course: Course, content: bytes | str) -> HandIn:
    """Read Ann's time from this timestamp.txt."""
    path = course.submitted / "ann" / ID / "timestamp.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_times(course, ID, NOW).of("ann")


def table(course: Course, content: bytes | str) -> None:
    """Write the teacher's table."""
    (course.root / "times").mkdir(exist_ok=True)
    path = course.root / "times" / f"{ID}.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-17 23:58:00.000000 +07",
        "2024-03-17 23:58:00 +0700",
        "2024-03-17T23:58:00+07:00",
        "2024-03-17 23:58 +7",
        "2024/03/17 13:28:00 -03:30",
        "2024-03-17 16:58:00 UTC",
        "2024-03-17 16:58:00 gmt",
        "2024-03-17T16:58:00Z",
        "2024-03-17 16:58:00",
        "\ufeff2024-03-17 16:58:00 UTC\r\n",
    ],
)
def test_offsets_are_offsets(course: Course, text: str) -> None:
    """One moment, however it is written; without an offset it is UTC, as in nbgrader."""
    assert says(course, text).when == EVENING


def test_a_mark_of_sixteen_bits_is_no_harm(course: Course) -> None:
    """An editor may write what it calls Unicode."""
    assert says(course, "2024-03-17 23:58:00 +07".encode("utf-16")).when == EVENING


@pytest.mark.parametrize(
    "content",
    [
        "2024-03-17 23:58:00 ICT",
        "2024-03-17 23:58:00 EST",
        "2024-03-17 23:58:00 Asia/Bangkok",
        "2567-03-17 23:58:00 +07",
        "1999-03-17 23:58:00 +07",
        "2024-05-17 23:58:00 +07",
        "9999-12-31 23:59:59 -14:00",
        "2024-03-17 23:58:00 +29",
        "2024-03-17 23:58:00 +0733",
        "2024-02-30 12:00:00 UTC",
        "2024-03-17",
        "17/03/2024 23:58",
        "๒๐๒๔-๐๓-๑๗ 23:58:00",
        "2024-03-17 10:00:00 UTC\n2024-03-17 23:00:00 UTC",
        "yesterday",
        b"\xff\x00\x81\x92",
        b"\x00" * 64,
        "2024-03-17 10:00:00 UTC" + " " * 5000,
    ],
)
def test_what_cannot_be_trusted_is_told(course: Course, content: bytes | str) -> None:
    """One line says which file and what to do; nobody is fined and nobody passes freely."""
    told = says(course, content)
    assert told.when is None
    assert "timestamp.txt cannot be trusted" in told.reason
    assert f"times/{ID}.csv" in told.reason
    assert "\n" not in told.reason
    assert lateness(DUE, told, now=NOW).seconds is None


@pytest.fixture
def impatient() -> Iterator[None]:
    """End what waits for ever."""

    def wake(*_: object) -> None:
        pytest.fail("reading waits for ever")

    before = signal.signal(signal.SIGALRM, wake)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("make", ["pipe", "socket", "folder"])
@pytest.mark.parametrize("table", [False, True])
def test_what_is_no_file_holds_nobody_up(course: Course, make: str, table: bool) -> None:
    """A pipe that nobody writes to stops no class, beside a submission or as the table."""
    path = course.submitted / "ann" / ID / "timestamp.txt"
    if table:
        path = course.root / "times" / f"{ID}.csv"
        path.parent.mkdir()
    if make == "pipe":
        os.mkfifo(path)
    elif make == "folder":
        path.mkdir()
    else:
        with contextlib.chdir(path.parent), socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    told = read_times(course, ID, NOW).of("ann")
    assert told.when is None
    assert ("cannot be read" if table else "cannot be trusted") in told.reason


@pytest.mark.parametrize("make", ["nothing", "empty", "folder", "link"])
def test_no_time_is_no_time(course: Course, make: str) -> None:
    """Neither a missing file nor something else in its place is a date."""
    path = course.submitted / "ann" / ID / "timestamp.txt"
    if make == "empty":
        path.write_text(" \n")
    elif make == "folder":
        path.mkdir()
    elif make == "link":
        (course.root / "other.txt").write_text("2024-03-17 10:00:00 UTC")
        path.symlink_to(course.root / "other.txt")
    assert read_times(course, ID, NOW).of("ann").when is None


@pytest.mark.parametrize(
    "content",
    [
        "student,time\nann,2024-03-17 23:58 +07\n",
        "\ufeffStudent;Time\r\nann;2024-03-17 23:58 +07\r\n",
        "Time\tStudent ID\n2024-03-17 23:58 +07\tann\n",
        "name,username,submitted at\nAnn A.,ann,2024-03-17 23:58 +07\n".encode("utf-16"),
    ],
)
def test_the_teachers_table_goes_first(course: Course, content: bytes | str) -> None:
    """A student's own file says nothing beside it."""
    table(course, content)
    told = says(course, "2024-03-01 10:00:00 UTC")
    assert (told.when, told.by_teacher) == (EVENING, True)
    assert f"times/{ID}.csv" in told.reason


@pytest.mark.parametrize("content", ["who,what\nann,x\n", b"\xff\xff\x00", "student,time\nann\n"])
def test_a_broken_table_is_told_and_trusts_nobody(course: Course, content: bytes | str) -> None:
    """A student's own file does not take its place in silence."""
    table(course, content)
    times = read_times(course, ID, NOW)
    assert len(times.problems) == 1
    assert says(course, "2024-03-01 10:00:00 UTC").when is None


def test_a_bad_line_of_the_table_is_one_students(course: Course) -> None:
    """The others' times count; two different times for one student are none."""
    at = "2024-03-17 23:58 +07"
    table(course, f"student,time\nann,tomorrow\nben,{at}\ncleo,{at}\ncleo,2024-03-18 10:00 +07\n")
    times = read_times(course, ID, NOW)
    assert [times.of(name).when for name in ("ann", "ben", "cleo")] == [None, EVENING, None]
    assert len(times.problems) == 2


UNKNOWN = HandIn(None, "no time of hand-in is known")


def late(hand_in: HandIn = UNKNOWN, now: datetime = NOW, **known: object) -> float | None:
    """Tell the seconds."""
    return lateness(DUE, hand_in, now=now, **known).seconds  # type: ignore[arg-type]


def at(hours: float, *, by_teacher: bool = False) -> HandIn:
    """Hand in so many hours after the due date."""
    return HandIn(DUE + timedelta(hours=hours), "told", by_teacher)


def test_seconds_after_the_due_date() -> None:
    """In time is 0, and an extension counts."""
    assert (late(at(-5)), late(at(2))) == (0.0, 7200.0)
    assert late(at(2), extension=timedelta(hours=1)) == 3600.0


def test_what_was_here_before_the_due_date_is_in_time() -> None:
    """Whatever a file says, or does not say."""
    assert late(first_seen=DUE - timedelta(hours=1)) == 0.0
    assert late(now=DUE) == 0.0
    assert late(first_seen=DUE + timedelta(hours=1)) is None
    assert late(first_seen=DUE + timedelta(hours=1), extension=timedelta(days=1)) == 0.0


def test_a_time_after_the_first_grading_cannot_be() -> None:
    """A clock seven hours off fines nobody; a teacher's own word counts."""
    seen = DUE + timedelta(hours=1)
    assert late(at(7), first_seen=seen) is None
    assert late(at(7, by_teacher=True), first_seen=seen) == 7 * 3600


def test_no_due_date_no_lateness() -> None:
    """Nothing depends on a time then."""
    assert lateness(None, UNKNOWN, now=NOW).seconds == 0.0


def test_reason_says_the_year_of_the_other_era() -> None:
    """A person sees at once what happened."""
    with pytest.raises(ValueError, match="2567, in the Buddhist era perhaps 2024"):
        moment("2567-03-17 23:58:00 +07", NOW)
