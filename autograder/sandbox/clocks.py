"""How long a process computed, waited for its turn and slept, as the kernel counts it.

A busy machine makes a process wait for its turn. Time spent so is neither computing nor sleeping, and the
kernel counts it by itself, so that no limit has to depend on what else runs. It is read fifty times a second
while a cell runs, so plain names of files do, not `Path`.
"""

import os
import time

_NANOSECOND = 1e-9
_LONGEST = 4096


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
            status = _read(f"/proc/{self.pid}/stat")
        except OSError:
            return b""
        return status.rpartition(b")")[2].split()[0]

    def sleeps(self) -> bool:
        """Say whether the process waits for something, rather than for its turn on the machine."""
        return self.state() in SLEEPING

    def queued_s(self) -> float | None:
        """Return for how long its threads waited for their turn, or None where the kernel does not say."""
        try:
            folder = f"/proc/{self.pid}/task"
            threads = [scheduled(f"{folder}/{thread}") for thread in os.listdir(folder)]  # noqa: PTH208
        except OSError:
            return None
        if not any(ran for ran, _ in threads):  # a kernel that counts nothing says zero
            return None
        return sum(queued for _, queued in threads)


SLEEPING = frozenset((b"S", b"T", b"t"))
"""Letters of a process that waits for something, be it for ever."""


def scheduled(thread: str) -> tuple[float, float]:
    """Return for how many seconds a thread ran, and for how many it waited for its turn.

    Parameters
    ----------
    thread : str
        Its folder under ``/proc``.
    """
    try:
        ran, queued, *_ = _read(f"{thread}/schedstat").split()
    except (OSError, ValueError):
        return 0.0, 0.0
    return int(ran) * _NANOSECOND, int(queued) * _NANOSECOND


def own_s() -> float:
    """Return for how long the calling thread itself ran or waited for its turn; others may wait for it."""
    return sum(scheduled("/proc/thread-self"))


def _read(name: str) -> bytes:
    """Return one of the kernel's short texts."""
    descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, _LONGEST)
    finally:
        os.close(descriptor)
