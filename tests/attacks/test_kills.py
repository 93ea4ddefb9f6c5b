"""Twenty kills at random moments: nobody is lost, nothing stays behind, and the books agree."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from tests.attacks import fort
from tests.attacks.arena import Arena
from tests.attacks.processes import adopting_orphans, descendants, left_after

pytestmark = [pytest.mark.sandbox, pytest.mark.slow, pytest.mark.timeout(900)]

KILLS = 20
STUDENTS = tuple(f"student{number:02}" for number in range(16))
KINDS = ("main", "worker", "zygote")
LONGEST_PEACE_S = 4.0
ENDS_IN_S = 5.0
"""In so many seconds all processes of a grading end after their parent; a busy machine has as many again."""
BUSY = (
    "until = __import__('time').process_time() + 0.2\nwhile __import__('time').process_time() < until: pass"
)


def write_class(arena: Arena, day: int = 0) -> None:
    """Hand in for everybody; on another day every notebook is another one, so that all is graded again."""
    for number, student in enumerate(STUDENTS):
        answers = dict(fort.HONEST)
        if number % 3 == 1:
            answers["q1_double"] = fort.DOUBLE.replace("2 * x", f"{number} * x")
        if number % 3 == 2:
            answers.pop("q2_bank")
        folder = arena.course.submitted / student / fort.ID
        folder.mkdir(parents=True, exist_ok=True)
        notebook = fort.master(answers, [BUSY, f"day = {day}"])
        (folder / f"{fort.ID}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def make_arena(base: Path, planted: fort.Secrets) -> Arena:
    """Make a course of this class."""
    arena = Arena(base, planted)
    for name in fort.INNOCENTS:
        (arena.course.submitted / name / fort.ID / f"{fort.ID}.ipynb").unlink()
        (arena.course.submitted / name / fort.ID).rmdir()
        (arena.course.submitted / name).rmdir()
    write_class(arena)
    return arena


def start(arena: Arena) -> subprocess.Popen[bytes]:
    """Start grading, with two processes."""
    command = [sys.executable, "-m", "autograder", "grade", fort.ID, "--jobs", "2"]
    with (arena.out / "told.txt").open("ab") as told:
        return subprocess.Popen(
            [*command, "--course", str(arena.course.root)],
            cwd=arena.base,
            env=arena.environment(),
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
        )


def targets(main: int) -> dict[str, list[int]]:
    """Sort a grading's processes; a student's own process is nobody's to kill but the grader's."""
    found = descendants(main)
    warm = {pid for pid, line in found.items() if "zygote.py" in line}
    forked = {child for pid in warm for child in descendants(pid)}
    return {
        "main": [main],
        "zygote": sorted(warm - forked),
        "worker": sorted(found.keys() - warm - forked),
    }


def books(arena: Arena) -> dict[str, dict[str, Any]]:
    """Read every automatic score in the gradebook."""
    with Gradebook(f"sqlite:///{arena.course.root}/gradebook.db") as gradebook:
        return {
            submission.student.id: {grade.name: grade.auto_score for grade in notebook.grades}
            for submission in gradebook.assignment_submissions(fort.ID)
            for notebook in submission.notebooks
        }


def recorded(arena: Arena) -> dict[str, bytes]:
    """Read what must be the same on any day of every record."""
    folder = arena.course.records / fort.ID
    return {path.stem: fort.grade_part(path.read_bytes()) for path in folder.glob("*.json")}


@dataclass
class War:
    """What happened while processes were killed."""

    arena: Arena
    killed: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    day: int = 0
    last: subprocess.CompletedProcess[str] | None = None

    def wage(self, chance: random.Random) -> None:
        """Start grading again and again, and kill somebody now and then, until all kills are used up."""
        while len(self.killed) < KILLS:
            before = set(descendants(os.getpid()))
            main = start(self.arena)
            self._harass(main, chance)
            if main.wait() != -signal.SIGKILL:
                self.day += 1
                write_class(self.arena, self.day)
            for pid, line in left_after(before, 2 * ENDS_IN_S).items():
                self.stayed.append(line)
                os.kill(pid, signal.SIGKILL)

    def _harass(self, main: subprocess.Popen[bytes], chance: random.Random) -> None:
        while len(self.killed) < KILLS and main.poll() is None:
            kind = chance.choice(KINDS)
            moment = time.monotonic() + chance.uniform(0.0, LONGEST_PEACE_S)
            while main.poll() is None and (time.monotonic() < moment or not targets(main.pid)[kind]):
                time.sleep(0.02)
            victims = targets(main.pid)[kind] if main.poll() is None else []
            if victims:
                os.kill(chance.choice(victims), signal.SIGKILL)
                self.killed.append(kind)


@pytest.fixture(scope="module")
def planted() -> fort.Secrets:
    """Draw the course's words."""
    return fort.Secrets()


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory, planted: fort.Secrets) -> War:
    """Kill, and then let the same command run in peace."""
    fought = War(make_arena(tmp_path_factory.mktemp("war"), planted))
    with adopting_orphans():
        fought.wage(random.Random(6))
    out = fought.arena.out / "results.json"
    fought.last = fought.arena.command("grade", fort.ID, "--jobs", "2", "--json", str(out))
    return fought


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory, planted: fort.Secrets, war: War) -> Arena:
    """Grade the same submissions undisturbed."""
    arena = make_arena(tmp_path_factory.mktemp("peace"), planted)
    write_class(arena, war.day)
    assert arena.command("grade", fort.ID, "--jobs", "2").returncode == 0
    return arena


def test_every_kind_was_killed(war: War) -> None:
    """The kills reached main, workers and warm processes: the other tests mean something."""
    assert len(war.killed) == KILLS
    assert set(war.killed) == set(KINDS)


def test_next_run_grades_everybody(war: War) -> None:
    """As many results as submissions, all graded, and not one word of a traceback."""
    assert war.last is not None
    assert war.last.returncode == 0, war.last.stdout + war.last.stderr
    results = json.loads((war.arena.out / "results.json").read_bytes())["submissions"]
    assert sorted(result["student"] for result in results) == list(STUDENTS)
    assert "Traceback" not in war.last.stderr


def test_records_are_those_of_an_undisturbed_run(war: War, peace: Arena) -> None:
    """Grade by grade, and the executed notebooks too."""
    assert recorded(war.arena) == recorded(peace)
    kept = [
        {path.parts[-3]: path.read_bytes() for path in arena.course.autograded.glob("*/*/*.ipynb")}
        for arena in (war.arena, peace)
    ]
    assert kept[0] == kept[1]


def test_gradebook_says_what_the_records_say(war: War, peace: Arena) -> None:
    """Nobody has a record and no row, or a row of another day."""
    told = {
        student: {question["id"]: question["score"] for question in json.loads(record)["grade"]["questions"]}
        for student, record in recorded(war.arena).items()
    }
    assert books(war.arena) == told
    assert books(war.arena) == books(peace)


def test_children_end_with_their_parent(war: War) -> None:
    """Whoever was killed, no process of the grading lived on."""
    assert war.stayed == []


def test_run_folders_are_swept(war: War) -> None:
    """What dead runs left is gone after the next; the planted folder is no run's.

    One folder may stay that is not ours: nbgrader, killed while it makes a gradebook, leaves ``alembic.ini``.
    """
    inis = {path.parent for path in war.arena.tmp.glob("tmp*/alembic.ini")}
    left = [path for path in war.arena.tmp.rglob("*") if not inis & {path, path.parent}]
    names = sorted(str(path.relative_to(war.arena.tmp)) for path in left)
    assert names == ["left-by-another", "left-by-another/zygote.log"]


def test_one_dead_worker_costs_nobody_anything(
    tmp_path: Path, planted: fort.Secrets, peace: Arena, war: War
) -> None:
    """A worker is killed in the middle of a batch: the same run grades all, and says nothing else."""
    arena = make_arena(tmp_path, planted)
    write_class(arena, war.day)
    main = start(arena)
    folder = arena.course.records / fort.ID
    while main.poll() is None and len(list(folder.glob("*.json"))) < 3:
        time.sleep(0.02)
    lines = descendants(main.pid)
    victims = [pid for pid in targets(main.pid)["worker"] if "tracker" not in lines.get(pid, "")]
    assert victims, (arena.out / "told.txt").read_text(encoding="utf-8")
    os.kill(victims[0], signal.SIGKILL)
    assert main.wait(300) == 0, (arena.out / "told.txt").read_text(encoding="utf-8")
    assert recorded(arena) == recorded(peace)
    assert books(arena) == books(peace)
