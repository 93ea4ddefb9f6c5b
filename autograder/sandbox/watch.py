"""Looks at one request's limits from outside while it runs: CPU first, the clock only as a backstop."""

import time
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import run_folder
from autograder.sandbox.errors import CallFailed
from autograder.sandbox.limits import IDLE_S, WAIT_S, wall_limit_s

_LOOK_S = 0.05
_SOONEST_S = 0.002
_FILES_MAX = 1000
_SLEEPING = frozenset((b"S", b"T", b"t"))
_WAITING_FOR_DISKS = b"D"
_LITTLE = 0.1
"""A process that computed for less of the time than this, and waits when looked at, only waited."""


@dataclass(frozen=True)
class Allowance:
    """What one request may use.

    Attributes
    ----------
    cpu_s : float
        CPU seconds.
    output_bytes : int
        Bytes it may print.
    what : str
        What is being done, for messages: ``this cell`` or ``softmax()``.
    """

    cpu_s: float
    output_bytes: int
    what: str


class CpuClock:
    """The CPU clock of another process.

    Parameters
    ----------
    pid : int
        Whose.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        # The kernel's own numbering: a process's CPU clock is its pid inverted, shifted, plus the kind.
        self._id = (~pid << 3) | 2

    def read(self) -> float | None:
        """Return the CPU seconds so far, or None when the process is gone."""
        try:
            return time.clock_gettime(self._id)
        except OSError:
            return None

    def state(self) -> bytes:
        """Return the kernel's letter for what the process does (``S``: it sleeps); none when it is gone."""
        try:
            status = Path(f"/proc/{self.pid}/stat").read_bytes()
        except OSError:
            return b""
        return status.rpartition(b")")[2].split()[0]

    def sleeps(self) -> bool:
        """Say whether the process waits for something, rather than for its turn on the machine."""
        return self.state() in _SLEEPING


class Watch:
    """The limits of one request.

    Parameters
    ----------
    clock : CpuClock
        Of the process that answers.
    allowance : Allowance
        What it may use.
    scratch : Path
        Its folder.
    scratch_bytes : int
        Size of all files it may write.

    Attributes
    ----------
    waited_s : float
        Seconds in which it was seen to wait, be it for a disk.
    """

    def __init__(self, clock: CpuClock, allowance: Allowance, scratch: Path, scratch_bytes: int) -> None:
        self.allowance = allowance
        self._clock = clock
        self._scratch = scratch
        self._scratch_bytes = scratch_bytes
        self._cpu_at_start = clock.read() or 0.0
        self._started = self._looked = time.monotonic()
        self._cpu_when_looked = self._slept_s = self.waited_s = 0.0
        self._next_look = self._started + _LOOK_S

    def cpu_s(self) -> float:
        """Return the CPU seconds used since the start."""
        return max(0.0, (self._clock.read() or self._cpu_at_start) - self._cpu_at_start)

    def wait_ms(self) -> float:
        """Return how long to wait before the next look."""
        return max(0.0, self._next_look - time.monotonic()) * 1000

    def look(self) -> None:
        """End the request when a limit is passed; does nothing when it is too early for a look."""
        now = time.monotonic()
        if now < self._next_look:
            return
        cpu_s, wall_s = self.cpu_s(), now - self._started
        allowance, what = self.allowance, self.allowance.what
        if cpu_s > allowance.cpu_s:
            raise CallFailed(
                "cpu",
                f"Stopped after {cpu_s:.1f} s of computing ({wall_s:.1f} s by the clock): "
                f"{what} may use {allowance.cpu_s:.3g} s.",
            )
        if wall_s > wall_limit_s(allowance.cpu_s):
            raise CallFailed(
                "timeout",
                f"Stopped after {wall_s:.1f} s by the clock ({cpu_s:.1f} s of computing) in {what}.",
            )
        self._count_waiting(cpu_s, now)
        self.look_at_files()
        self._next_look = now + min(_LOOK_S, max(_SOONEST_S, allowance.cpu_s - cpu_s))

    def look_at_files(self) -> None:
        """End the request when too much was written."""
        size, count = run_folder.size(self._scratch)
        if size > self._scratch_bytes:
            raise CallFailed("output", f"More than {self._scratch_bytes >> 20} MiB of files were written.")
        if count > _FILES_MAX:
            raise CallFailed("output", f"More than {_FILES_MAX} files were written.")

    def too_much_printed(self) -> CallFailed:
        """Return the failure of a request that printed too much."""
        limit_kb = self.allowance.output_bytes >> 10
        return CallFailed("output", f"More than {limit_kb} KiB were printed in {self.allowance.what}.")

    def _count_waiting(self, cpu_s: float, now: float) -> None:
        """Tell waiting for nothing from waiting for a busy machine: who is only starved does not sleep."""
        passed_s, used_s = now - self._looked, cpu_s - self._cpu_when_looked
        self._looked, self._cpu_when_looked = now, cpu_s
        state = self._clock.state() if used_s < _LITTLE * passed_s else b""
        if state in _SLEEPING:
            self._slept_s += passed_s
        if state in _SLEEPING or state == _WAITING_FOR_DISKS:
            self.waited_s += passed_s
        if self._slept_s > IDLE_S or self.waited_s > WAIT_S:
            raise CallFailed(
                "timeout",
                f"Stopped: {self.allowance.what} only waited for {self.waited_s:.0f} s, without computing "
                "anything.",
            )
