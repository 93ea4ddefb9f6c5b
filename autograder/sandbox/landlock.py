"""Landlock by its three system calls: a process gives up the file system, all but a few places."""

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PATH_BENEATH = 1
_VERSION_FLAG = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_REG, TRUNCATE, IOCTL_DEV = 1 << 5, 1 << 8, 1 << 14, 1 << 15
READ = READ_FILE | READ_DIR
SCRATCH = READ | WRITE_FILE | REMOVE_FILE | MAKE_REG | TRUNCATE
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Every right on files that an ABI knows; each is given up unless a rule gives it back."""

_NEWEST_FILES, _FIRST_NET, _FIRST_SCOPES = 5, 4, 6
_ALL_NET, _ALL_SCOPES = 3, 3


def landlock_abi() -> int:
    """Return the kernel's Landlock ABI, or 0 when it has none; asked by system call, never by version."""
    try:
        return system_call(_CREATE_RULESET, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


def restrict_files(readable: Iterable[str | Path], scratch: str | Path, cap: int | None = None) -> None:
    """Give up all of the file system but some places to read and one folder to write plain files in.

    What is written to the null device goes nowhere, so that is allowed.

    Parameters
    ----------
    readable : iterable of path
        What may still be read; what does not exist is passed over.
    scratch : path
        The one folder where files may be made, written and removed.
    cap : int, optional
        Use no newer ABI than this.

    Raises
    ------
    OSError
        When the kernel refuses.
    """
    abi = landlock_abi()
    if cap is not None:
        abi = min(abi, cap)
    if abi < 1:
        raise OSError(errno.ENOSYS, "the kernel has no Landlock")
    rights = _FILE_RIGHTS[min(abi, _NEWEST_FILES)]
    fields = [rights]
    if abi >= _FIRST_NET:
        fields.append(_ALL_NET)
    if abi >= _FIRST_SCOPES:
        fields.append(_ALL_SCOPES)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = system_call(_CREATE_RULESET, attributes, len(attributes), 0)
    for path in readable:
        _allow(ruleset, path, READ & rights)
    _allow(ruleset, scratch, SCRATCH & rights)
    _allow(ruleset, os.devnull, (READ_FILE | WRITE_FILE | TRUNCATE) & rights)
    system_call(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str | Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return
    if not Path(path).is_dir():
        rights &= _OF_FILES
    system_call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)


@cache
def c_library() -> ctypes.CDLL:
    """Return the C library, opened once."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def system_call(number: int, *arguments: int | bytes) -> int:
    """Make a system call.

    Parameters
    ----------
    number : int
        Which one, on this machine.
    *arguments : int or bytes
        Numbers by value, bytes by address.

    Returns
    -------
    int
        Its result.

    Raises
    ------
    OSError
        When it fails.
    """
    libc = c_library()
    values = [ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
    result = int(libc.syscall(ctypes.c_long(number), *values))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), f"system call {number}")
    return result
