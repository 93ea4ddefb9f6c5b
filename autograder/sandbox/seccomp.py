"""A seccomp filter: the system calls that a student's process may still make, and with which arguments.

The filter is a small program for the kernel's BPF machine. Each system call that is allowed with some
arguments only gets a block of its own; all others on the list are allowed; the rest fail with EPERM, as a
normal Python exception. A call made under another architecture's numbering kills the process.
"""

import ctypes
import errno
import struct

from autograder.sandbox.landlock import system_call
from autograder.sandbox.syscalls import ALLOWED, Machine

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET, _ARGUMENTS_OFFSET = 0, 4, 16
_ALLOW, _KILL_PROCESS, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_X32_BIT = 0x40000000
_SET_MODE_FILTER = 1

_CLONE_VM, _CLONE_FILES, _CLONE_THREAD = 0x00000100, 0x00000400, 0x00010000
_CLONE_NAMESPACES = 0x7E020080
_ACCESS_MODE_AND_TRUNCATE, _TRUNCATE_READ_ONLY = 0x203, 0x200
_WITHOUT_A_NAME = 0x400000
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 4, 1030
_FILE_LOCKS = (5, 6, 7, 36, 37, 38)
_TCGETS, _TIOCGWINSZ, _FIONBIO, _FIOCLEX = 0x5401, 0x5413, 0x5421, 0x5451
_PR_SET_NAME, _PR_SET_VMA = 15, 0x53564D41
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE_MASK = 1, 1, 0xF

Program = list[bytes]


def install(machine: Machine, pid: int, *, threads: bool) -> None:
    """Load the filter into this process, for good.

    Parameters
    ----------
    machine : Machine
        Whose system calls.
    pid : int
        This process; it may signal only itself.
    threads : bool
        Whether it may start threads.

    Raises
    ------
    OSError
        When the kernel refuses.
    """
    program = b"".join(build(machine, pid, threads=threads))
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("=HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    system_call(machine.seccomp, _SET_MODE_FILTER, 0, head)


def build(machine: Machine, pid: int, *, threads: bool) -> Program:
    """Return the filter's instructions, eight bytes each."""
    number = machine.numbers
    program = [
        _load(_ARCHITECTURE_OFFSET),
        _equal(machine.audit, 1, 0),
        _end(_KILL_PROCESS),
        _load(_NUMBER_OFFSET),
        _statement(_JUMP_AT_LEAST, _X32_BIT, 0, 1),
        _end(_KILL_PROCESS),
    ]
    blocks: dict[str, Program] = {
        # Their arguments lie in memory where a filter cannot look; libraries fall back to the older calls.
        "openat2": [_fail(errno.ENOSYS)],
        "clone3": [_fail(errno.ENOSYS)],
        # Scratch files need not outlive the machine; a loop of these would only keep its disks busy.
        "fsync": [_fail(0)],
        "fdatasync": [_fail(0)],
        "kill": _only_if(0, pid),
        "tgkill": _only_if(0, pid),
        "prlimit64": _reads_own_limits(pid),
        "ioctl": _one_of(1, (_TCGETS, _TIOCGWINSZ, _FIONBIO, _FIOCLEX), errno.ENOTTY),
        # Others make the kernel send signals: with them a pipe can kill any process of the same user.
        "fcntl": _one_of(
            1,
            (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC, *_FILE_LOCKS),
            errno.EPERM,
        ),
        "prctl": _one_of(0, (_PR_SET_NAME, _PR_SET_VMA), errno.EPERM),
        "open": _opens(1),
        "openat": _opens(2),
        "socketpair": _stream_pair(),
        # An address would let a socket of a pair reach any other on the machine.
        "sendto": _zero(4),
    }
    if threads:
        blocks["clone"] = _thread_only()
    for name, block in blocks.items():
        if name in number:
            program += [_equal(number[name], 0, len(block)), *block]
    for name in sorted(ALLOWED & number.keys(), key=number.__getitem__):
        program += [_equal(number[name], 0, 1), _end(_ALLOW)]
    return [*program, _fail(errno.EPERM)]


def _statement(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value & 0xFFFFFFFF)


def _load(offset: int) -> bytes:
    return _statement(_LOAD, offset)


def _load_argument(index: int, *, high: bool = False) -> bytes:
    return _load(_ARGUMENTS_OFFSET + 8 * index + 4 * high)


def _equal(value: int, if_true: int, if_false: int) -> bytes:
    return _statement(_JUMP_EQUAL, value, if_true, if_false)


def _end(action: int) -> bytes:
    return _statement(_RETURN, action)


def _fail(code: int) -> bytes:
    return _end(_FAIL | code)


def _only_if(argument: int, value: int) -> Program:
    return [_load_argument(argument), _equal(value, 0, 1), _end(_ALLOW), _fail(errno.EPERM)]


def _one_of(argument: int, values: tuple[int, ...], code: int) -> Program:
    tests = [_equal(value, len(values) - place, 0) for place, value in enumerate(values)]
    return [_load_argument(argument), *tests, _fail(code), _end(_ALLOW)]


def _zero(argument: int) -> Program:
    return [
        _load_argument(argument),
        _equal(0, 0, 3),
        _load_argument(argument, high=True),
        _equal(0, 0, 1),
        _end(_ALLOW),
        _fail(errno.EPERM),
    ]


def _reads_own_limits(pid: int) -> Program:
    """Allow prlimit64 on this process with no new limit."""
    read_only = _zero(2)
    return [_load_argument(0), _equal(0, 1, 0), _equal(pid, 0, len(read_only) - 1), *read_only]


def _opens(argument: int) -> Program:
    """Refuse O_TRUNC without a writing mode, which Landlock below ABI 3 would let pass, and O_TMPFILE.

    A file that never had a name does not show in its folder's time, by which files are counted; libraries
    make a named one and remove it.
    """
    return [
        _load_argument(argument),
        _statement(_AND, _WITHOUT_A_NAME),
        _equal(0, 1, 0),
        _fail(errno.EOPNOTSUPP),
        _load_argument(argument),
        _statement(_AND, _ACCESS_MODE_AND_TRUNCATE),
        _equal(_TRUNCATE_READ_ONLY, 0, 1),
        _fail(errno.EPERM),
        _end(_ALLOW),
    ]


def _stream_pair() -> Program:
    """Allow the anonymous pair that asyncio needs."""
    return [
        _load_argument(0),
        _equal(_AF_UNIX, 0, 3),
        _load_argument(1),
        _statement(_AND, _SOCK_TYPE_MASK),
        _equal(_SOCK_STREAM, 1, 0),
        _fail(errno.EPERM),
        _end(_ALLOW),
    ]


def _thread_only() -> Program:
    thread = _CLONE_THREAD | _CLONE_VM | _CLONE_FILES  # one table of open files, so that it can be read
    return [
        _load_argument(0),
        _statement(_AND, thread | _CLONE_NAMESPACES),
        _equal(thread, 0, 1),
        _end(_ALLOW),
        _fail(errno.EPERM),
    ]
