"""CPU seconds of this process and of everything it started, as exact as the kernel counts them.

``/proc/<pid>/stat`` counts in hundredths, which is too coarse for one submission. So living processes are
asked by their CPU clock, and what a warm process reaped is added from the sandbox's own report of each exit.
"""

import os
import resource
import time
from pathlib import Path
from typing import Any


class CpuOfTree:
    """A clock of the CPU seconds that this process and all its descendants have used.

    Parameters
    ----------
    child : type
        The sandbox's `Child`, whose exits are added up.
    """

    def __init__(self, child: Any) -> None:
        self._exited_s = 0.0
        self._looking_s = 0.0
        closed: set[int] = set()
        close = child.close

        def counted(one: Any) -> None:
            close(one)
            if one.exit is not None and id(one) not in closed:
                closed.add(id(one))
                self._held.append(one)  # so that no other child gets the same id
                self._exited_s += one.exit.cpu_s

        self._held: list[Any] = []
        child.close = counted

    def read(self) -> tuple[float, float]:
        """Return the CPU seconds of this process alone, without this clock's own, and of the whole tree."""
        started = time.process_time()
        reaped = resource.getrusage(resource.RUSAGE_CHILDREN)
        others = sum(_clock_s(pid) for pid in _descendants(os.getpid()))
        others += self._exited_s + reaped.ru_utime + reaped.ru_stime
        alone = started - self._looking_s
        self._looking_s += time.process_time() - started
        return alone, alone + others


def _descendants(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_bytes()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(b")")[2].split()[1])
    found = {root}
    grew = True
    while grew:
        grew = False
        for pid, parent in parents.items():
            if parent in found and pid not in found:
                found.add(pid)
                grew = True
    return found - {root}


def _clock_s(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:  # it ended while we looked
        return 0.0
