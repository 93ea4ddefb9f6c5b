"""What a process gives up, in order, before the first student byte: for good, and before anything else."""

import contextlib
import ctypes
import os
import platform
import struct
from collections.abc import Sequence
from pathlib import Path

import msgspec

from autograder.sandbox import seccomp
from autograder.sandbox.landlock import c_library, restrict_files, system_call
from autograder.sandbox.syscalls import MACHINES

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522
_CLOSE_RANGE = 436
_LAST_FD = 0xFFFFFFFF
_OPEN_FILES = 64
_LIMIT_GRACE_S = 5

FILE_MAX_BYTES = 8 << 20
"""No file may be larger."""

SYSTEM_READABLE = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/dev/urandom",
    "/dev/zero",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
    "/sys/fs/cgroup",
)
"""What libraries read outside the Python installation; nothing of a person's lies there."""


class Bounds(msgspec.Struct, frozen=True, array_like=True):
    """What one child may use, told by the trusted side when it is forked.

    Attributes
    ----------
    scratch : str
        The one folder it may write in.
    cpu_s : int
        CPU seconds of its whole life, a last resort: the trusted side enforces the real limits.
    memory_bytes : int
        Address space beyond what the warm process has.
    threads : bool
        Whether it may start threads.
    landlock_cap : int or None
        Use no newer Landlock ABI than this.
    locked : bool
        False leaves out the lock-down, for an author's own code.
    seed : int
        For `random` and `numpy.random`.
    first_handle : int
        Number of its first handle.
    """

    scratch: str
    cpu_s: int
    memory_bytes: int
    threads: bool
    landlock_cap: int | None
    locked: bool
    seed: int
    first_handle: int


def die_with_parent(parent: int, number: int = 9) -> None:
    """Have the kernel signal (kill) this process when its parent ends, and end now if it already has."""
    _prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)


def hide_memory() -> None:
    """Keep other processes of the same user from reading this one's memory."""
    _prctl(_PR_SET_DUMPABLE, 0)


def _show_files() -> None:
    """Let the trusted side, which is the same user, see which files this process keeps open or mapped.

    Other children stay shut out: Landlock refuses them whatever the kernel would ask a debugger for, and the
    filter every call that reads another process. What lies in this memory is the student's own anyway.
    """
    _prctl(_PR_SET_DUMPABLE, 1)


def close_all_but(kept: int) -> None:
    """Close every file descriptor from `kept` on."""
    try:
        system_call(_CLOSE_RANGE, kept, _LAST_FD, 0)
    except OSError:
        os.closerange(kept, os.sysconf("SC_OPEN_MAX"))


def lock_down(bounds: Bounds, readable: Sequence[str | Path]) -> None:
    """Give up everything that computing does not need.

    Parameters
    ----------
    bounds : Bounds
        What stays allowed.
    readable : sequence of path
        What may be read beside the system's libraries.

    Raises
    ------
    OSError
        When any step fails: then nothing of a student's may run here.
    """
    machine = MACHINES.get(platform.machine())
    if machine is None:
        raise OSError(f"no system call table for {platform.machine()}")
    _lower_limits(bounds)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    hide_memory()
    _drop_capabilities()
    restrict_files([*readable, *SYSTEM_READABLE, "/proc/self"], bounds.scratch, bounds.landlock_cap)
    _show_files()
    seccomp.install(machine, os.getpid(), threads=bounds.threads)


def _lower_limits(bounds: Bounds) -> None:
    import resource  # Unix only; this module loads anywhere

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    space = pages * resource.getpagesize() + bounds.memory_bytes
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_FSIZE, FILE_MAX_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_AS, space),
    ):
        highest = resource.getrlimit(limit)[1]
        lowest = value if highest == resource.RLIM_INFINITY else min(value, highest)
        resource.setrlimit(limit, (lowest, lowest))
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    if highest == resource.RLIM_INFINITY or highest > bounds.cpu_s + _LIMIT_GRACE_S:
        resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu_s, bounds.cpu_s + _LIMIT_GRACE_S))


def _drop_capabilities() -> None:
    """Matters as root: a container's root holds capabilities that Landlock does not cover."""
    with contextlib.suppress(OSError):  # an ordinary user has none to drop
        for capability in range(64):
            _prctl(_PR_CAPBSET_DROP, capability)
    with contextlib.suppress(OSError):
        _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    head = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    system_call(_CAPSET[platform.machine()], head, bytes(24))


def _prctl(option: int, value: int) -> None:
    arguments = [ctypes.c_ulong(number) for number in (value, 0, 0, 0)]
    if c_library().prctl(ctypes.c_int(option), *arguments) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), f"prctl {option}")
