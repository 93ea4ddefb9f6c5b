"""Where attacks are fought: a course, places around it with a secret in each, one batch with everybody."""

import ast
import base64
import hashlib
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

import autograder
from autograder.course.layout import Course
from tests.attacks import fort
from tests.attacks.notebook_bytes import BYTES, Desk
from tests.attacks.notebook_sources import SOURCES
from tests.attacks.processes import adopting_orphans, descendants, left_after
from tests.builders.small_course import ROOT

HERE = Path(__file__).parent
FAMILIES = ("read", "write", "forge", "hook", "exhaust", "persist")
CODE: Mapping[str, Path] = {
    f"{family}-{path.stem}": path for family in FAMILIES for path in sorted((HERE / family).glob("*.py"))
}
"""Attacks in the code of a notebook, by student."""
FILES = {f"notebook-{name}": attack for name, attack in {**BYTES, **SOURCES}.items()}
"""Attacks by the notebook's file, by student."""
ATTACKERS = (*CODE, *FILES)
ODD_NAMES = (
    os.fsdecode(b"caf\xe9"),
    "o'brien",
    "<img src=x onerror=1>",
    "-rf",
    "=1+1",
    "a\x1b[2Jb",
    "\u202ezoe",
)
"""Students whose folders have names that are no text (the first), or that could act somewhere."""
TIMEOUT_S = 400.0
_EARNS = re.compile(r"^# earns ([\d.]+)$", re.MULTILINE)


def told(student: str) -> str:
    """Return what an attack says that it tries."""
    if student in FILES:
        return FILES[student].__doc__ or ""
    return ast.get_docstring(ast.parse(CODE[student].read_text(encoding="utf-8"))) or ""


def earns(student: str) -> float:
    """Return what the honest part of an attack earns at most."""
    if student in FILES:
        return 0.0
    found = _EARNS.search(CODE[student].read_text(encoding="utf-8"))
    return float(found[1]) if found else 0.0


def cells_of(source: str) -> list[str]:
    """Split an attack into its cells; what stands above the first is no code."""
    return [cell.strip("\n") for cell in source.split("# %%\n")[1:]]


@dataclass(frozen=True)
class Fought:
    """What one batch left behind.

    Attributes
    ----------
    course : Course
        With records, gradebook, executed notebooks and feedback.
    run, pages : CompletedProcess
        Of grading, and of writing feedback.
    results : list of dict
        What ``grade --json`` wrote.
    processes : dict of int to str
        Who was still there when the command had ended.
    reached : bool
        Whether anybody called at the listener.
    changed : list of str
        Places outside its own that the batch added, changed or removed.
    seconds : float
        How long it took.
    """

    course: Course
    run: subprocess.CompletedProcess[str]
    pages: subprocess.CompletedProcess[str]
    results: list[dict[str, Any]]
    processes: dict[int, str]
    reached: bool
    changed: list[str]
    seconds: float

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """The records by student."""
        folder = self.course.records / fort.ID
        return {path.stem: json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))}

    def seen_by(self, student: str) -> str:
        """Return everything that a student, or whoever looks at their work, may get to see."""
        places = [self.course.records / fort.ID / f"{student}.json"]
        places += self.course.autograded.glob(f"{student}/**/*")
        places += self.course.feedback.glob(f"{student}/**/*")
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace") for path in places if path.is_file()
        )


class Arena:
    """The surroundings of one course.

    Parameters
    ----------
    base : Path
        An empty folder.
    planted : Secrets
        What must come out nowhere.
    """

    def __init__(self, base: Path, planted: fort.Secrets) -> None:
        self.planted = planted
        self.base = base
        self.home, self.tmp, self.out = base / "home", base / "tmp", base / "out"
        for folder in (self.home, self.tmp, self.out, self.tmp / "left-by-another"):
            folder.mkdir(parents=True)
        (self.home / ".netrc").write_text(planted.home, encoding="utf-8")
        (self.tmp / "left-by-another" / "zygote.log").write_text(planted.scratch, encoding="utf-8")
        self.course = fort.make_fort(base / "course", planted)
        for name in fort.INNOCENTS:
            fort.hand_in(self.course, name, fort.innocent(name, planted))

    def attack(self, student: str, port: int = 9) -> None:
        """Write an attacker's submission."""
        folder = self.course.submitted / student / fort.ID
        if student in FILES:
            folder.mkdir(parents=True)
            FILES[student](Desk(folder, self.course.assignment(fort.ID).notebook, fort.ID))
            return
        if student in ODD_NAMES:
            fort.hand_in(self.course, student, fort.master())
            return
        source = CODE[student].read_text(encoding="utf-8")
        words = {
            "@ROOT@": str(self.course.root),
            "@HOME@": str(self.home),
            "@TMP@": str(self.tmp),
            "@TOKEN@": self.planted.token,
            "@NAME@": student,
            "@PORT@": str(port),
        }
        for mark, word in words.items():
            source = source.replace(mark, word)
        fort.hand_in(self.course, student, fort.master(extra=cells_of(source)))

    def fight(self, *attackers: str, jobs: int = 2) -> Fought:
        """Hand in, grade everybody with one command, write the feedback, and look at what is left."""
        with socket.create_server(("127.0.0.1", 0)) as listener, adopting_orphans():
            for student in attackers:
                self.attack(student, listener.getsockname()[1])
            before, places = set(descendants(os.getpid())), dict(self._places())
            started = time.monotonic()
            out = self.out / "results.json"
            run = self.command("grade", fort.ID, "--jobs", str(jobs), "--json", str(out))
            seconds = time.monotonic() - started
            left = left_after(before, 5.0)
            listener.setblocking(False)
            try:
                reached = bool(listener.accept())
            except BlockingIOError:
                reached = False
            after = dict(self._places())
        pages = self.command("feedback", fort.ID)
        changed = [
            name for name in sorted(places.keys() | after.keys()) if places.get(name) != after.get(name)
        ]
        results = json.loads(out.read_bytes())["submissions"] if out.is_file() else []
        return Fought(self.course, run, pages, results, left, reached, changed, seconds)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line as a teacher does, with a password in the environment."""
        return subprocess.run(
            [sys.executable, "-m", "autograder", *arguments, "--course", str(self.course.root)],
            cwd=self.base,
            env=self.environment(),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIMEOUT_S,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """Return the teacher's environment."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "TMPDIR": str(self.tmp),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_CACHE_HOME": str(Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())),
            "FORT_PASSWORD": self.planted.environment,
        }

    def _places(self) -> Iterator[tuple[str, str]]:
        """Tell the state of everything that grading must leave alone."""
        course = self.course.root
        for folder in (
            course / "assignments",
            course / "reference",
            course / "submitted",
            self.home,
            self.tmp,
        ):
            yield from _states(folder)
        for path in course.iterdir():
            if path.name not in {"records", "autograded", "feedback", "gradebook.db"}:
                yield str(path), str(path.stat().st_mode)
        yield from _states(Path(autograder.__file__).parent)
        yield from _states(Path(np.__file__).parent.parent, depth=1)
        places = (
            course,
            course / "records",
            self.base,
            Path("/tmp"),
            Path("/var/tmp"),
            Path("/dev/shm"),
            Path("/run"),
            Path("~").expanduser(),
        )
        for folder in places:
            for path in folder.glob(f"*{self.planted.token}*") if folder.is_dir() else ():
                yield str(path), "left"


def _states(folder: Path, depth: int = 99) -> Iterator[tuple[str, str]]:
    for path in folder.iterdir():
        if path.name in {"__pycache__", ".cache"}:
            continue
        told = path.lstat()
        text = f"{told.st_mode} {told.st_uid} {told.st_mtime_ns if not path.is_dir() else ''} "
        if path.is_file() and not path.is_symlink() and told.st_size < 1 << 20:
            text += hashlib.sha256(path.read_bytes()).hexdigest()
        yield str(path), text
        if path.is_dir() and not path.is_symlink() and depth > 1:
            yield from _states(path, depth - 1)


def outputs_of(seen: Fought, student: str) -> str:
    """Return what the cells of a student showed, without their sources."""
    path = seen.course.autograded / student / fort.ID / f"{fort.ID}.ipynb"
    cells = json.loads(path.read_bytes())["cells"] if path.is_file() else []
    return json.dumps([cell.get("outputs") for cell in cells])


def disguises(word: str) -> list[str]:
    """Return a word as it may stand in a page: as it is, turned round, in hexadecimal and in base 64."""
    raw = word.encode()
    coded = [base64.b64encode(b"x" * shift + raw)[4 * bool(shift) : -4].decode() for shift in range(3)]
    return [word, word[::-1], raw.hex(), *coded]
