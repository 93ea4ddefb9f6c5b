"""What a submission may use: the limits it is given, and the budgets that its cells and calls draw down."""

import msgspec

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

LONG_CELLS = 10
"""All cells of a notebook together may compute as long as so many cells may."""

NOTEBOOK_CPU_MIN_S = 60.0
"""But no notebook may compute for less than this."""

WAIT_S = 60.0
"""All cells of a notebook, or all calls of a question, may wait for so long, be it for a disk."""

AGAIN_S = 600.0
"""A notebook's cells may compute and wait for so long when they run again after lost processes."""

REPLY_BYTES_A_QUESTION = 64 << 20
"""Memory that the values of one question's calls may take, all together."""

PRINTED_CALLS = 32
"""All calls of a question together may print as much as so many calls may."""

TOGETHER_S = 0.05
TOGETHER_BYTES = 256 << 10
"""After so much the rest of what was asked together is left: each is asked by itself, within its limits."""

OUTPUTS_KEPT_BYTES = 32 << 20
"""Pictures and texts that are kept of one notebook, all together."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one submission may use.

    Attributes
    ----------
    cell_cpu_s : float
        CPU seconds one notebook cell may use. Wall time is a backstop at ten times that.
    question_cpu_s : float
        CPU seconds all calls of one question's checks may use together.
    memory_mb : int
        Address space beyond the warm process's own, in MiB.
    output_kb : int
        Bytes one cell may print, in KiB; the first 64 KiB are kept.
    scratch_mb : int
        Size of all files a submission may write together, in MiB.
    threads : bool
        Whether the submission may start threads.
    wall_s : float
        Seconds by the clock that one whole submission may take, all cells and all calls together.
    """

    cell_cpu_s: float = 20.0
    question_cpu_s: float = 20.0
    memory_mb: int = 1024
    output_kb: int = 1024
    scratch_mb: int = 32
    threads: bool = False
    wall_s: float = 600.0


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
        self.waited_s = 0.0
        self.lost_processes = 0
        self.reply_bytes = 0
        self.printed_bytes = 0

    @property
    def left_s(self) -> float:
        """CPU seconds that are left."""
        return max(0.0, self.cpu_s - self.used_s)

    def draw(self, cpu_s: float, waited_s: float = 0.0) -> None:
        """Use up some CPU seconds, and say how long was waited."""
        self.used_s += max(0.0, cpu_s)
        self.waited_s += waited_s

    def spent(self) -> tuple[str, str]:
        """Return the status and the reason why nothing more may be asked; empty while there is none."""
        if self.left_s <= 0.0:
            return "cpu", f"The question's {self.cpu_s:.3g} s of computing were used up before this call."
        if self.waited_s > WAIT_S:
            return "timeout", f"The question's calls only waited for more than {WAIT_S:.0f} s."
        if self.reply_bytes > REPLY_BYTES_A_QUESTION:
            limit_mb = REPLY_BYTES_A_QUESTION >> 20
            return "value", f"The answers to this question take more than {limit_mb} MiB together."
        return "", ""


class WallBudget:
    """The seconds by the clock that one whole submission may take.

    Time in which a process only waited for its turn on a busy machine is left out wherever the kernel tells
    it, so that the limit is the same on any machine.

    Parameters
    ----------
    limit_s : float
        Seconds at the start.

    Attributes
    ----------
    used_s : float
        Seconds that its cells, calls and fresh processes took.
    """

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self.used_s = 0.0

    def is_spent(self, more_s: float = 0.0) -> bool:
        """Say whether the limit is passed, after so many seconds more."""
        return self.used_s + more_s > self.limit_s

    @property
    def reason(self) -> str:
        """The limit in words."""
        return f"all cells and calls of a submission together may take {self.limit_s:.3g} s by the clock"


class NotebookBudget:
    """What all cells of one notebook share.

    Parameters
    ----------
    cell_cpu_s : float
        CPU seconds that one cell may use.

    Attributes
    ----------
    cpu_s : float
        CPU seconds that they may use together.
    used_s, waited_s : float
        CPU seconds used, and seconds waited, in the first run.
    again_s : float
        The same, in runs after lost processes.
    shown_bytes : int
        What their outputs take.
    """

    def __init__(self, cell_cpu_s: float) -> None:
        self.cpu_s = max(NOTEBOOK_CPU_MIN_S, LONG_CELLS * cell_cpu_s)
        self.used_s = self.waited_s = self.again_s = 0.0
        self.shown_bytes = 0

    def spent(self) -> str:
        """Return the reason why no further cell may run; '' while there is none."""
        if self.used_s > self.cpu_s:
            return f"Not run: the cells before it used more than {self.cpu_s:.3g} s of computing."
        if self.waited_s > WAIT_S:
            return f"Not run: the cells before it only waited for more than {WAIT_S:.0f} s."
        return ""

    @property
    def shows_too_much(self) -> bool:
        """Whether no further output is kept."""
        return self.shown_bytes > OUTPUTS_KEPT_BYTES


def wall_limit_s(cpu_s: float) -> float:
    """Return the wall seconds that go with a CPU limit."""
    return max(WALL_MIN_S, WALL_FACTOR * cpu_s)
