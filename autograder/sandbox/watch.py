"""Looks at one request's limits from outside while it runs: CPU first, the clock only as a backstop."""

import time
from dataclasses import dataclass

from autograder.sandbox.clocks import SLEEPING, CpuClock, own_s
from autograder.sandbox.errors import CallFailed
from autograder.sandbox.limits import IDLE_S, WAIT_S, WallBudget, wall_limit_s
from autograder.sandbox.scratch import Scratch

_LOOK_S = 0.02
_LOOK_AT_FILES_S = 0.005
_SOONEST_S = 0.002
_WAITING_FOR_DISKS = b"D"
_LITTLE = 0.1
"""Where the kernel does not say who is starved: who computed less of the time, and waits, only waited."""


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
    wall : WallBudget, optional
        The whole submission's time by the clock.
    """

    cpu_s: float
    output_bytes: int
    what: str
    wall: WallBudget | None = None


class Watch:
    """The limits of one request.

    Parameters
    ----------
    clock : CpuClock
        Of the process that answers.
    allowance : Allowance
        What it may use.
    scratch : Scratch
        Its folder.

    Attributes
    ----------
    waited_s : float
        Seconds in which it was seen to wait, be it for a disk.
    """

    def __init__(self, clock: CpuClock, allowance: Allowance, scratch: Scratch) -> None:
        self.allowance = allowance
        self._clock = clock
        self._scratch = scratch
        self._cpu_at_start = clock.read() or 0.0
        self._started = self._looked = time.monotonic()
        self._cpu_when_looked = self._slept_s = self.waited_s = self._queued_s = 0.0
        self._queued_when_looked: float | None = None
        self._own_when_looked = 0.0
        self._next_look = self._started + _LOOK_S

    def cpu_s(self) -> float:
        """Return the CPU seconds used since the start."""
        return max(0.0, (self._clock.read() or self._cpu_at_start) - self._cpu_at_start)

    def wait_ms(self) -> float:
        """Return how long to wait before the next look."""
        return max(0.0, self._next_look - time.monotonic()) * 1000

    def clock_s(self) -> float:
        """Return the seconds since the start, without those in which the process was seen to be starved."""
        return max(0.0, time.monotonic() - self._started - self._queued_s)

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
        if allowance.wall is not None and allowance.wall.is_spent(self.clock_s()):
            raise CallFailed("timeout", f"Stopped in {what}: {allowance.wall.reason}.")
        self._scratch.look()
        pause_s = _LOOK_AT_FILES_S if self._scratch.busy else _LOOK_S
        self._next_look = now + min(pause_s, max(_SOONEST_S, allowance.cpu_s - cpu_s))

    def too_much_printed(self) -> CallFailed:
        """Return the failure of a request that printed too much."""
        limit_kb = self.allowance.output_bytes >> 10
        return CallFailed("output", f"More than {limit_kb} KiB were printed in {self.allowance.what}.")

    def _count_waiting(self, cpu_s: float, now: float) -> None:
        """Tell waiting for nothing from waiting for a busy machine: who is only starved does not sleep."""
        state = self._clock.state()
        idle_s = self._idle_s(cpu_s, now)
        if state in SLEEPING:
            self._slept_s += idle_s
        if state in SLEEPING or state == _WAITING_FOR_DISKS:
            self.waited_s += idle_s
        if self._slept_s > IDLE_S or self.waited_s > WAIT_S:
            raise CallFailed(
                "timeout",
                f"Stopped: for {self.waited_s:.0f} s, all together, {self.allowance.what} only waited.",
            )

    def _idle_s(self, cpu_s: float, now: float) -> float:
        """Return for how long, since the last look, the process neither ran nor was kept from running.

        What we ourselves took is left out too: the process may have waited for us to read what it printed.
        """
        passed_s, used_s = now - self._looked, cpu_s - self._cpu_when_looked
        self._looked, self._cpu_when_looked = now, cpu_s
        before, after = self._queued_when_looked, self._clock.queued_s()
        own_before_s, self._own_when_looked = self._own_when_looked, own_s()
        self._queued_when_looked = after
        if after is None:
            return passed_s if used_s < _LITTLE * passed_s else 0.0
        if before is None:  # the first look, from which on there is something to compare with
            return 0.0
        queued_s = max(0.0, after - before)
        self._queued_s += min(queued_s, passed_s)
        return max(0.0, passed_s - used_s - queued_s - (self._own_when_looked - own_before_s))
