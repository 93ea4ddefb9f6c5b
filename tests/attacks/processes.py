"""Processes as the kernel shows them: whose children they are, and which are left when all should be gone."""

import contextlib
import ctypes
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SET_CHILD_SUBREAPER = 36


def descendants(pid: int) -> dict[int, str]:
    """Return the living children of a process, their children and so on, each with its command line."""
    found: dict[int, str] = {}
    for child in _children(pid):
        with contextlib.suppress(OSError):
            if _state(child) != "Z":
                words = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ")
                found[child] = words.decode("utf-8", errors="replace")
        found |= descendants(child)
    return found


@contextmanager
def adopting_orphans() -> Iterator[None]:
    """Become the parent of whatever outlives its parent, so that it shows among our descendants."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        libc.prctl(_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def left_after(before: set[int], patience_s: float) -> dict[int, str]:
    """Return the descendants of this process that were not there before and do not end in time."""
    deadline = time.monotonic() + patience_s
    while True:
        _reap(before)
        left = {pid: line for pid, line in descendants(os.getpid()).items() if pid not in before}
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def _state(pid: int) -> str:
    return (
        Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
    )


def _reap(before: set[int]) -> None:
    """Collect adopted processes that have ended; children that were there before are others' to collect."""
    for pid in _children(os.getpid()):
        if pid not in before:
            with contextlib.suppress(OSError):
                if _state(pid) == "Z":
                    os.waitpid(pid, os.WNOHANG)
