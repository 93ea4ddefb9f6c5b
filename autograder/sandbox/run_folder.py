"""The one folder under which a warm process and its children keep files; what dead runs left is swept.

Its lock exists on Unix only, and is imported where it is taken, so that this package loads anywhere.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = "autograder-run-"
_LOCK = "lock"
_BLOCK_BYTES = 4096
UNTOUCHED_NS = 0
"""When an empty scratch folder was last changed, which a child cannot set: making a file in it sets it."""


class RunFolder:
    """A folder that goes away with its owner, or at the next start of any other.

    The owner holds a lock on a file in it; a folder whose lock is free belongs to nobody any more.
    """

    def __init__(self) -> None:
        import fcntl

        base = Path(tempfile.gettempdir()).resolve()
        sweep(base)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
            self._lock = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            if os.fstat(self._lock).st_nlink:
                break
            os.close(self._lock)  # another start came between making the lock and holding it, and swept
        self._scratches = 0

    def new_scratch(self) -> Path:
        """Make an empty folder for one child."""
        self._scratches += 1
        scratch = self.path / f"scratch-{self._scratches}"
        scratch.mkdir(mode=0o700)
        os.utime(scratch, ns=(UNTOUCHED_NS, UNTOUCHED_NS))
        return scratch

    def close(self) -> None:
        """Remove the folder and everything in it."""
        if self._lock >= 0:
            remove(self.path)
            os.close(self._lock)
            self._lock = -1


def sweep(base: Path) -> None:
    """Remove the run folders in `base` whose owners are gone."""
    import fcntl

    for folder in base.glob(f"{_PREFIX}*"):
        try:
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(folder)
        except OSError:
            continue
        finally:
            os.close(lock)


def remove(folder: Path) -> None:
    """Remove a folder and all in it, its lock last: half removed it is still found at the next start."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name != _LOCK:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def changed_ns(folder: Path) -> int:
    """Return when a file was last made in a folder or taken out of it; `UNTOUCHED_NS` for never."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - asked fifty times a second
    except FileNotFoundError:
        return UNTOUCHED_NS


def size(folder: Path) -> tuple[int, int]:
    """Return the bytes on disk and the number of files of a flat folder.

    A file that goes away meanwhile is passed over by itself: one that comes and goes hides no others.
    """
    total = count = 0
    if changed_ns(folder) == UNTOUCHED_NS:
        return 0, 0
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):
                total += max(entry.stat(follow_symlinks=False).st_size, _BLOCK_BYTES)
            count += 1
    return total, count
