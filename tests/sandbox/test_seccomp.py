"""The filter's program, run by a small machine of our own: the oracle of what a kernel would decide."""

import errno
import re
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.sandbox import lockdown
from autograder.sandbox.seccomp import build
from autograder.sandbox.syscalls import ALLOWED, MACHINES

PID = 4321
ALLOW, KILL = "allow", "kill"
X86_64, AARCH64 = MACHINES["x86_64"], MACHINES["aarch64"]
OTHER = {X86_64.audit: AARCH64.audit, AARCH64.audit: X86_64.audit}
BOTH = pytest.mark.parametrize("name", sorted(MACHINES))


def decide(
    name: str, number: int, arguments: Sequence[int] = (), *, threads: bool = False, audit: int | None = None
) -> str | int:
    """Interpret the filter: ``allow``, ``kill`` or an error number."""
    machine = MACHINES[name]
    padded = [argument & (1 << 64) - 1 for argument in (*arguments, *[0] * 6)][:6]
    data = struct.pack("<iIQ6Q", number, machine.audit if audit is None else audit, 0, *padded)
    program = [struct.unpack("=HBBI", step) for step in build(machine, PID, threads=threads)]
    place = accumulator = 0
    while True:
        code, if_true, if_false, value = program[place]
        place += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == 0x15:
            place += if_true if accumulator == value else if_false
        elif code == 0x35:
            place += if_true if accumulator >= value else if_false
        elif code == 0x54:
            accumulator &= value
        else:
            assert code == 0x06
            action = value & 0xFFFF0000
            return {0x7FFF0000: ALLOW, 0x80000000: KILL}.get(action, value & 0xFFFF)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_numbers_are_the_kernels(name: str, header: str) -> None:
    """The tables agree with the kernel's own headers, where those are installed."""
    if not Path(header).exists():
        pytest.skip(f"no {header}: install the kernel's headers")
    text = Path(header).read_text(encoding="ascii")
    defined = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\s*$", text, re.MULTILINE)
    found = {"newfstatat" if call == "fstatat" else call: int(number) for call, number in defined}
    mine = MACHINES[name]
    assert {call: found[call] for call in mine.numbers} == mine.numbers
    assert found["seccomp"] == mine.seccomp
    assert found["capset"] == lockdown._CAPSET[name]


@BOTH
def test_every_listed_call_is_allowed(name: str) -> None:
    """What computing needs passes."""
    numbers = MACHINES[name].numbers
    refused = [call for call in ALLOWED & numbers.keys() if decide(name, numbers[call]) != ALLOW]
    assert refused == []


@BOTH
def test_every_other_call_is_refused(name: str) -> None:
    """Of all numbers there are, only those named pass; the rest fail with EPERM or ENOSYS."""
    known = set(MACHINES[name].numbers.values())
    decisions = {decide(name, number) for number in range(600) if number not in known}
    assert decisions == {errno.EPERM}


@BOTH
def test_dangerous_calls_have_no_entry(name: str) -> None:
    """No table names a way to start programs, reach the network or change the machine."""
    dangerous = (
        "execve execveat fork vfork socket connect ptrace mount unshare setns bpf chmod fchmod memfd_create"
    )
    assert MACHINES[name].numbers.keys() & set(dangerous.split()) == set()


@BOTH
def test_foreign_numbering_kills(name: str) -> None:
    """A call under another architecture's numbers ends the process."""
    assert decide(name, 0, audit=OTHER[MACHINES[name].audit]) == KILL


def test_x32_numbering_kills() -> None:
    """x86_64 has a second numbering, which would pass a filter on the first."""
    assert decide("x86_64", 0x40000000 + 39) == KILL


@BOTH
@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("kill", [PID, 9], ALLOW),
        ("kill", [1, 9], errno.EPERM),
        ("kill", [-1, 9], errno.EPERM),
        ("tgkill", [PID, PID, 9], ALLOW),
        ("tgkill", [1, 1, 9], errno.EPERM),
        ("prlimit64", [0, 7, 0, 4096], ALLOW),
        ("prlimit64", [PID, 7, 0, 4096], ALLOW),
        ("prlimit64", [0, 7, 4096, 0], errno.EPERM),
        ("prlimit64", [0, 7, 1 << 32, 0], errno.EPERM),
        ("prlimit64", [1, 7, 0, 4096], errno.EPERM),
        ("ioctl", [1, 0x5401], ALLOW),
        ("ioctl", [1, 0x5412], errno.ENOTTY),
        ("fcntl", [3, 3], ALLOW),
        ("fcntl", [3, 1030, 5], ALLOW),
        ("fcntl", [3, 6, 4096], ALLOW),
        ("fcntl", [3, 8, 1], errno.EPERM),
        ("fcntl", [3, 10, 9], errno.EPERM),
        ("fcntl", [3, 15, 4096], errno.EPERM),
        ("fcntl", [3, 1024, 0], errno.EPERM),
        ("fcntl", [3, 1026, 2], errno.EPERM),
        ("fcntl", [3, 1031, 1 << 20], errno.EPERM),
        ("prctl", [15], ALLOW),
        ("prctl", [4, 1], errno.EPERM),
        ("socketpair", [1, 1], ALLOW),
        ("socketpair", [1, 1 | 0o2000000], ALLOW),
        ("socketpair", [1, 2], errno.EPERM),
        ("socketpair", [2, 1], errno.EPERM),
        ("sendto", [3, 0, 0, 0, 0], ALLOW),
        ("sendto", [3, 0, 0, 0, 4096], errno.EPERM),
        ("sendto", [3, 0, 0, 0, 1 << 32], errno.EPERM),
        ("openat", [0, 0, 0], ALLOW),
        ("openat", [0, 0, 0o1000], errno.EPERM),
        ("openat", [0, 0, 0o1001], ALLOW),
        ("openat", [0, 0, 0x400000 | 2], errno.EOPNOTSUPP),
        ("fsync", [3], 0),
        ("fdatasync", [3], 0),
        ("clone3", [], errno.ENOSYS),
        ("openat2", [], errno.ENOSYS),
        ("clone", [0x00010100], errno.EPERM),
    ],
)
def test_arguments_decide(name: str, call: str, arguments: list[int], expected: str | int) -> None:
    """Calls that are allowed with some arguments only are refused with others."""
    assert decide(name, MACHINES[name].numbers[call], arguments) == expected


@BOTH
@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (0x3D0F00 | 0x10000, ALLOW),
        (17, errno.EPERM),
        (0x100, errno.EPERM),
        (0x10100, errno.EPERM),
        (0x10010100, errno.EPERM),
    ],
)
def test_only_threads_are_cloned(name: str, flags: int, expected: str | int) -> None:
    """Where threads are allowed, clone makes threads and nothing else."""
    assert decide(name, MACHINES[name].numbers["clone"], [flags], threads=True) == expected
