"""What this machine offers to the sandbox, fact by fact, for ``autograder doctor``."""

import errno
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass

from autograder.sandbox.errors import AutograderError
from autograder.sandbox.landlock import landlock_abi, system_call
from autograder.sandbox.launcher import Notebooks, Zygote
from autograder.sandbox.limits import Budget, Limits
from autograder.sandbox.request import Request
from autograder.sandbox.session import Session
from autograder.sandbox.syscalls import MACHINES

_DISK_WANTED_MB = 500
_SECCOMP_ACTION_AVAILABLE = 2
_KILL_PROCESS = 0x80000000


@dataclass(frozen=True)
class Fact:
    """One thing that grading needs.

    Attributes
    ----------
    name : str
        What it is.
    ok : bool
        Whether it is good enough.
    why : str
        What was found.
    fix : str
        What to do; '' when it is good enough.
    """

    name: str
    ok: bool
    why: str
    fix: str = ""


def facts(notebooks: Notebooks, *, try_it: bool = True) -> list[Fact]:
    """Look at everything the sandbox needs.

    Parameters
    ----------
    notebooks : Notebooks
        What the trial is started with: libraries too can keep a machine from grading.
    try_it : bool
        Also start a warm process and run a cell, which takes seconds.

    Returns
    -------
    list of Fact
        In the order in which to mend them.
    """
    found = [_kernel(), _machine(), _landlock(), _seccomp(), _disk()]
    if try_it:
        found.append(_trial(notebooks, locked=all(fact.ok for fact in found[:4])))
    return found


def _kernel() -> Fact:
    why = f"{platform.system()} {platform.release()}"
    if sys.platform != "linux":
        return Fact("kernel", False, why, "grade on Linux: a machine, a container, or WSL2")
    return Fact("kernel", True, why)


def _machine() -> Fact:
    name = platform.machine()
    if name not in MACHINES:
        return Fact("processor", False, name, f"grade on {' or '.join(sorted(MACHINES))}")
    return Fact("processor", True, name)


def _landlock() -> Fact:
    abi = landlock_abi()
    if abi < 1:
        fix = "use Linux 5.13 or newer with 'landlock' in its lsm= list; in a container, allow landlock_*"
        return Fact("Landlock", False, "the kernel has none, or a container forbids it", fix)
    return Fact("Landlock", True, f"ABI {abi}")


def _seccomp() -> Fact:
    machine = MACHINES.get(platform.machine())
    fix = "use a kernel with CONFIG_SECCOMP_FILTER; in a container, allow seccomp"
    if machine is None:
        return Fact("seccomp", False, "not known for this processor", fix)
    try:
        system_call(machine.seccomp, _SECCOMP_ACTION_AVAILABLE, 0, _KILL_PROCESS.to_bytes(4, sys.byteorder))
    except OSError as error:
        return Fact("seccomp", False, errno.errorcode.get(error.errno or 0, "refused"), fix)
    return Fact("seccomp", True, "filters are available")


def _disk() -> Fact:
    place = tempfile.gettempdir()
    try:
        free_mb = shutil.disk_usage(place).free >> 20
        writable = os.access(place, os.W_OK)
    except OSError as error:
        return Fact(
            "scratch space", False, f"{place}: {error}", "set TMPDIR to a folder on a disk with space"
        )
    fix = "" if writable and free_mb >= _DISK_WANTED_MB else "set TMPDIR to a folder on a disk with space"
    return Fact("scratch space", not fix, f"{free_mb} MiB are free in {place}", fix)


def _trial(notebooks: Notebooks, *, locked: bool) -> Fact:
    """Start a warm process, lock a child down, and call into it."""
    name = "a trial run"
    if not locked:
        return Fact(name, False, "not tried", "mend the above first")
    try:
        with (
            Zygote(notebooks) as zygote,
            Session(zygote, [(0, "def f(x): return x + 1")], Limits()) as session,
        ):
            answer = session.ask(Request.call("f", 1), Budget(1.0)).value
            threads = zygote.threads
    except AutograderError as error:
        return Fact(name, False, str(error), "see the line itself; grading is not possible before it works")
    if answer != 2:
        return Fact(name, False, f"1 + 1 gave {answer!r}", "report this")
    return Fact(name, True, f"a cell ran and a call came back; {threads} thread at the start")
