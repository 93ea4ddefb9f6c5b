"""What a submission may use: the limits it is given, and the budget that a question's calls draw down."""

from dataclasses import dataclass
from typing import Protocol

WALL_FACTOR = 10.0
"""Wall time is a backstop at this many times the CPU limit."""

WALL_MIN_S = 5.0
"""No wall limit is shorter than this: a busy machine must not cost anybody points."""

IDLE_S = 10.0
"""A cell or call that sleeps for so long, all together, waits for something that never comes."""

OUTPUT_KEPT_BYTES = 64 << 10
"""How much of what a cell prints is kept and shown."""

LOST_PROCESSES_A_QUESTION = 3
"""After so many calls that killed the process, a question's further calls are not tried."""

LOST_PROCESSES_A_RUN = 8
"""After so many cells that killed the process, the notebook's further cells are not tried."""

AGAIN_CPU_S = 600.0
"""CPU seconds that a notebook's cells may take when they run again after lost processes, all together."""

REPLY_BYTES_A_QUESTION = 64 << 20
"""Memory that the values of one question's calls may take, all together."""

OUTPUTS_KEPT_BYTES = 32 << 20
"""Pictures and texts that are kept of one notebook, all together."""


class LimitsLike(Protocol):
    """The limits a session reads; ``models.Limits`` is one."""

    @property
    def cell_cpu_s(self) -> float:
        """CPU seconds of one cell."""

    @property
    def question_cpu_s(self) -> float:
        """CPU seconds of all calls of one question."""

    @property
    def memory_mb(self) -> int:
        """Address space beyond the warm process's own, in MiB."""

    @property
    def output_kb(self) -> int:
        """What one cell or call may print, in KiB."""

    @property
    def scratch_mb(self) -> int:
        """Size of all files together, in MiB."""

    @property
    def threads(self) -> bool:
        """Whether threads may be started."""


@dataclass(frozen=True)
class Limits:
    """Plain limits for use without an assignment.

    Attributes
    ----------
    cell_cpu_s, question_cpu_s : float
        CPU seconds of one cell, and of all calls of one question.
    memory_mb, output_kb, scratch_mb : int
        Address space, output and files.
    threads : bool
        Whether threads may be started.
    """

    cell_cpu_s: float = 20.0
    question_cpu_s: float = 20.0
    memory_mb: int = 1024
    output_kb: int = 1024
    scratch_mb: int = 32
    threads: bool = False


class Budget:
    """The CPU seconds that one question's calls share; each call draws it down.

    Parameters
    ----------
    cpu_s : float
        CPU seconds at the start.
    """

    def __init__(self, cpu_s: float) -> None:
        self.cpu_s = cpu_s
        self.used_s = 0.0
        self.lost_processes = 0
        self.reply_bytes = 0

    @property
    def left_s(self) -> float:
        """CPU seconds that are left."""
        return max(0.0, self.cpu_s - self.used_s)

    def draw(self, cpu_s: float) -> None:
        """Use up some CPU seconds."""
        self.used_s += cpu_s


def wall_limit_s(cpu_s: float) -> float:
    """Return the wall seconds that go with a CPU limit."""
    return max(WALL_MIN_S, WALL_FACTOR * cpu_s)
