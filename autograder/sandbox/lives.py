"""The processes of one submission, one after another: a fresh one follows a lost one."""

import math
import time
from pathlib import Path

from autograder.sandbox.child import Child
from autograder.sandbox.launcher import Zygote
from autograder.sandbox.limits import Limits, WallBudget
from autograder.sandbox.lockdown import Bounds

_HANDLES_A_PROCESS = 1_000_000
_LIFE_CPU_MIN_S, _LIFE_CPU_MAX_S = 60, 3600
_QUESTIONS_A_LIFE = 20


class Lives:
    """Begins and ends the processes of one submission, and adds up what they cost.

    Parameters
    ----------
    zygote : Zygote
        Where they come from.
    limits : Limits
        What the submission may use.
    cells_cpu_s : float
        CPU seconds that its cells may use, all together.
    seed : int
        For `random` and `numpy.random`, the same in every process.
    wall : WallBudget
        The submission's time by the clock, on which a fresh process is drawn.

    Attributes
    ----------
    child : Child or None
        The process that lives.
    """

    def __init__(
        self, zygote: Zygote, limits: Limits, cells_cpu_s: float, seed: int, wall: WallBudget
    ) -> None:
        self.child: Child | None = None
        self._zygote = zygote
        self._limits = limits
        self._cells_cpu_s = cells_cpu_s
        self._seed = seed
        self._wall = wall
        self._begun = 0
        self._spent_s = 0.0

    @property
    def cpu_s(self) -> float:
        """CPU seconds of all of them so far."""
        return self._spent_s + (self.child.cpu_s() if self.child else 0.0)

    @property
    def restarts(self) -> int:
        """Fresh processes that were needed after the first."""
        return max(0, self._begun - 1)

    @property
    def first_handle(self) -> int:
        """Number of the first handle of the process that was begun last; lower ones are of lost processes."""
        return self._begun * _HANDLES_A_PROCESS

    def begin(self) -> Child:
        """Start a fresh process.

        Raises
        ------
        SandboxError
            When it does not start.
        """
        self._begun += 1
        started = time.monotonic()
        try:
            self.child = Child(self._zygote, self._bounds, scratch_bytes=self._limits.scratch_mb << 20)
        finally:
            self._wall.used_s += time.monotonic() - started
        return self.child

    def end(self) -> None:
        """End the process that lives, if any."""
        child, self.child = self.child, None
        if child is not None:
            child.close()
            self._spent_s += child.cpu_s()

    def _bounds(self, scratch: Path) -> Bounds:
        limits = self._limits
        life_s = self._cells_cpu_s + limits.question_cpu_s * _QUESTIONS_A_LIFE
        return Bounds(
            scratch=str(scratch),
            cpu_s=min(max(math.ceil(life_s), _LIFE_CPU_MIN_S), _LIFE_CPU_MAX_S),
            memory_bytes=limits.memory_mb << 20,
            threads=limits.threads,
            landlock_cap=self._zygote.landlock_cap,
            locked=self._zygote.sandboxed,
            seed=self._seed,
            first_handle=self.first_handle,
        )
