"""The batch's end of one checker: starts the process, gives it work, hears it, ends it over a limit."""

import contextlib
import os
import socket
import subprocess
import sys
import sysconfig
import time
from collections import deque
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from autograder.grading.checker import (
    LARGEST_MESSAGE_BYTES,
    CheckerReport,
    Done,
    GradeOne,
    Ready,
    Start,
    encode,
    read_report,
)
from autograder.sandbox.clocks import CpuClock
from autograder.text import line

CPU_S = 120.0
"""CPU seconds that a checker itself may use for one submission, the student's own process apart."""

_WALL_FACTOR, _WALL_MORE_S = 2.0, 300.0
_START_S = 300.0
_GOODBYE_S = 5.0
_PACKAGES = Path(__file__).resolve().parents[2]
_CHECKER = "autograder.grading.checker"
_INSTALLED = Path(sysconfig.get_path("purelib")).resolve()


class Gone(Exception):
    """The checker is gone; says how, in words that follow "each time"."""


class CheckerProcess:
    """One checker.

    Parameters
    ----------
    start : Start
        What it is to get ready for.
    log : Path
        Where it may complain.
    wall_s : float
        What a whole submission may take by the clock; a checker that takes far longer is ended.

    Attributes
    ----------
    line : Connection
        What it is heard on.
    ready : bool
        Whether it said that it is warm.
    held : deque of int
        The jobs it was given and has not answered, the one it is at first.
    """

    def __init__(self, start: Start, log: Path, wall_s: float) -> None:
        ours, theirs = socket.socketpair()
        with log.open("ab") as complaints, theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", _CHECKER, str(theirs.fileno()), str(os.getpid())],
                env=_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=complaints,
                stderr=complaints,
                start_new_session=True,  # an interrupt at the terminal is for the batch to handle
            )
        self.line = Connection(ours.detach())
        self.ready = False
        self.held: deque[int] = deque()
        self._log = log
        self._wall_s = _WALL_FACTOR * wall_s + _WALL_MORE_S
        self._clock = CpuClock(self._process.pid)
        self._ended = ""
        self._begin()
        self._say(encode(start))

    def give(self, number: int, student: str, path: Path) -> None:
        """Give it one submission."""
        if not self.held:
            self._begin()
        self.held.append(number)
        self._say(encode(GradeOne(number, student, os.fsencode(path))))

    def hear(self) -> CheckerReport:
        """Return what it says.

        Raises
        ------
        Gone
            When it is dead, or says what is no report; then it is ended.
        """
        try:
            report: CheckerReport = read_report(self.line.recv_bytes(LARGEST_MESSAGE_BYTES))
            if isinstance(report, Done) and report.number != self.held.popleft():
                raise IndexError("an answer to another job")
        except (EOFError, OSError, IndexError, msgspec.MsgspecError):
            raise Gone(self._how_it_ended()) from None
        self.ready = self.ready or isinstance(report, Ready)
        self._begin()
        return report

    def look(self) -> None:
        """End it when it passed a limit; it is then heard as gone."""
        if self._ended:
            return
        passed_s = time.monotonic() - self._began
        if not self.ready:
            if passed_s > _START_S:
                self._end(f"it was not ready after {_START_S:.0f} s")
        elif self.held:
            if (self._clock.read() or 0.0) - self._cpu_before > CPU_S:
                self._end(f"the checks needed more than {CPU_S:.0f} s of computing")
            elif passed_s > self._wall_s:
                self._end(f"it took more than {self._wall_s:.0f} s by the clock")

    def dismiss(self, *, at_once: bool) -> None:
        """Tell it to end; at once, or when it has finished what it does."""
        if at_once:
            self._process.kill()
        self.line.close()

    def bury(self) -> None:
        """Wait until it has ended."""
        try:
            self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @staticmethod
    def last_words(log: Path) -> str:
        """Return the last line of a log, bounded and plain."""
        with contextlib.suppress(OSError):
            lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            if lines:
                return line(lines[-1], 200)
        return "it said nothing"

    def _begin(self) -> None:
        self._began = time.monotonic()
        self._cpu_before = self._clock.read() or 0.0

    def _say(self, message: bytes) -> None:
        with contextlib.suppress(OSError):  # a dead one is heard as gone
            self.line.send_bytes(message)

    def _end(self, why: str) -> None:
        self._ended = why
        self._process.kill()

    def _how_it_ended(self) -> str:
        try:
            code = self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:  # it only closed its line
            self._process.kill()
            code = self._process.wait()
        if self._ended:
            return self._ended
        if code < 0:
            return f"the process that checks was ended from outside (signal {-code})"
        return f"the process that checks died ({self.last_words(self._log)})"


def _environment() -> dict[str, str]:
    """Return the environment in which a checker finds this very engine, also from a clone not installed."""
    environment = dict(os.environ)
    if _PACKAGES != _INSTALLED:  # ahead of the standard library, so never the folder of all packages
        paths = [str(_PACKAGES), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    return environment
