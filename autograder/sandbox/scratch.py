"""The one folder a child may write in, and how much disk space it takes there, under names or under none."""

import contextlib
import time
from pathlib import Path

from autograder.sandbox import run_folder
from autograder.sandbox.errors import CallFailed, SandboxError
from autograder.sandbox.lockdown import FILE_MAX_BYTES
from autograder.sandbox.open_files import deleted_bytes

_FILES_MAX = 1000
_SETTLED_NS = 1_000_000_000
"""Times of folders are coarse: only one as old as this tells that nothing was removed since."""


class Scratch:
    """The files of one child.

    A file that was removed, or replaced by another, goes on taking space for as long as it is open or mapped.
    Such files are looked for only after something was made or removed in the folder, which its time tells.

    Parameters
    ----------
    path : Path
        The folder.
    limit_bytes : int
        Size of all files together.

    Attributes
    ----------
    pid : int
        The child, once there is one.
    locked : bool
        Whether it is locked down; the files of an author's own code are counted by name only where the
        kernel shows no more.
    busy : bool
        Whether the last look found more or less than the one before.
    """

    def __init__(self, path: Path, limit_bytes: int) -> None:
        self.path = path
        self.pid = 0
        self.locked = True
        self.busy = False
        self._limit_bytes = limit_bytes
        self._bytes = self._nameless_bytes = 0
        self._clean_since = run_folder.UNTOUCHED_NS

    def look(self) -> None:
        """Raise `CallFailed` when too much was written."""
        changed = run_folder.changed_ns(self.path)
        if changed == run_folder.UNTOUCHED_NS:
            return
        size, count = run_folder.size(self.path)
        if self._nameless_bytes or changed != self._clean_since:
            self._nameless_bytes = self._count_nameless()
            if not self._nameless_bytes and time.time_ns() - changed > _SETTLED_NS:
                self._clean_since = changed
        size += self._nameless_bytes
        self.busy, self._bytes = size != self._bytes, size
        if size > self._limit_bytes:
            raise CallFailed("output", f"More than {self._limit_bytes >> 20} MiB of files were written.")
        if count > _FILES_MAX:
            raise CallFailed("output", f"More than {_FILES_MAX} files were written.")

    def _count_nameless(self) -> int:
        try:
            return deleted_bytes(self.pid, self.path, FILE_MAX_BYTES)
        except PermissionError as error:
            if self.locked:
                raise SandboxError("the files of a student's process cannot be counted here") from error
            return 0

    def remove(self) -> None:
        """Remove the folder; never raises."""
        with contextlib.suppress(OSError):
            run_folder.remove(self.path)
