"""Files that a process deleted and still holds, open or mapped: they take disk space under no name."""

import os
import stat
from pathlib import Path

_BLOCK_BYTES = 512
_DELETED = b" (deleted)"
_INODE_COLUMN, _PATH_COLUMN = 4, 5


def deleted_bytes(pid: int, scratch: Path, mapped_bytes: int) -> int:
    """Return how much disk space a process holds in files without a name.

    Parameters
    ----------
    pid : int
        The process.
    scratch : Path
        The one folder in which it can make files.
    mapped_bytes : int
        What a file counts that is mapped and no longer open, whose size nobody can ask for.

    Returns
    -------
    int
        Bytes; 0 when the process is gone.

    Raises
    ------
    PermissionError
        When the process hides from its own user.
    """
    opened: dict[int, int] = {}
    mapped: set[int] = set()
    for thread in _listed(Path(f"/proc/{pid}/task")):  # the first one may have ended before the others
        for descriptor in _listed(thread / "fd"):
            try:
                found = descriptor.stat()
            except FileNotFoundError:
                continue
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                opened[found.st_ino] = max(found.st_size, found.st_blocks * _BLOCK_BYTES)
        mapped |= _mapped(thread / "maps", os.fsencode(scratch))
    return sum(opened.values()) + mapped_bytes * len(mapped - opened.keys())


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return []


def _mapped(maps: Path, scratch: bytes) -> set[int]:
    """Return the inodes of deleted files of the scratch folder that a process maps."""
    try:
        lines = maps.read_bytes().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return set()
    found = set()
    for line in lines:
        if line.endswith(_DELETED):
            columns = line.split(maxsplit=_PATH_COLUMN)
            if len(columns) > _PATH_COLUMN and columns[_PATH_COLUMN].startswith(scratch + b"/"):
                found.add(int(columns[_INODE_COLUMN]))
    return found
