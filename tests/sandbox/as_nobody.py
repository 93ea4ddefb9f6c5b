"""Run a Python script as the user nobody: ``as_nobody.py SCRIPT ARGUMENT...``, started by root.

The interpreter, its packages and this repository may lie where nobody may not look (root's home is closed).
So in a mount namespace of its own, every closed folder on the way is covered by an open one in which only
what is needed shows. Nothing outside this process changes.
"""

import ctypes
import os
import sys
import tempfile
from pathlib import Path

NEW_MOUNTS = 0x00020000
BIND, RECURSIVE, PRIVATE = 1 << 12, 1 << 14, 1 << 18
NOBODY = 65534
CANNOT = 77


def needed() -> list[Path]:
    """Return the folders that a test needs to read."""
    folders = {Path(place).resolve() for place in (sys.prefix, sys.base_prefix)}
    return sorted(folders | {Path(__file__).resolve().parents[2]})


def closed_ancestor(folder: Path) -> Path | None:
    """Return the topmost folder on the way to `folder` that others may not pass."""
    for ancestor in reversed(folder.parents):
        if not ancestor.stat().st_mode & 0o001:
            return ancestor
    return None


def open_up(folders: list[Path]) -> None:
    """Cover each closed folder by one that shows only what is needed."""
    libc = ctypes.CDLL(None, use_errno=True)

    def must(result: int) -> None:
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))

    must(libc.unshare(NEW_MOUNTS))
    must(libc.mount(b"none", b"/", None, RECURSIVE | PRIVATE, None))
    covers: dict[Path, Path] = {}
    for folder in folders:
        closed = closed_ancestor(folder)
        if closed is not None:
            cover = covers.setdefault(closed, Path(tempfile.mkdtemp()))
            cover.chmod(0o755)
            place = cover / folder.relative_to(closed)
            place.mkdir(parents=True, exist_ok=True)
            must(libc.mount(bytes(folder), bytes(place), None, BIND | RECURSIVE, None))
    for closed, cover in covers.items():
        must(libc.mount(bytes(cover), bytes(closed), None, BIND | RECURSIVE, None))


def main() -> None:
    """Open up, become nobody, run."""
    try:
        open_up(needed())
    except OSError as error:
        sys.stderr.write(f"no mount namespace: {error}\n")
        sys.exit(CANNOT)
    cache = tempfile.mkdtemp()
    os.chown(cache, NOBODY, NOBODY)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": cache, "PYTHONDONTWRITEBYTECODE": "1"}
    os.execve(sys.executable, [sys.executable, *sys.argv[1:]], environment)


if __name__ == "__main__":
    main()
