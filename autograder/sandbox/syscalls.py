"""Numbers of the system calls that a student's process may still make, by machine.

What Python, NumPy and scikit-learn need for computing, reading files and being alive. Names that are not on
a machine's list do not exist there (aarch64 has only the newer ones). The calls that are allowed with some
arguments only are named in `seccomp`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """One architecture as seccomp sees it.

    Attributes
    ----------
    audit : int
        The architecture's audit number; a call made under any other kills the process.
    numbers : dict of str to int
        Every system call that a filter names.
    seccomp : int
        The seccomp call itself.
    """

    audit: int
    numbers: dict[str, int]
    seccomp: int


ALLOWED = frozenset(
    """
    read write readv writev pread64 pwrite64 close fstat lseek sendfile copy_file_range
    stat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat getcwd chdir statfs fstatfs
    rename renameat renameat2 unlink unlinkat ftruncate fadvise64 flock getdents64
    mmap mprotect munmap mremap madvise mincore brk membarrier get_mempolicy
    dup dup2 dup3 pipe pipe2 poll ppoll select pselect6 eventfd2
    epoll_create1 epoll_ctl epoll_wait epoll_pwait recvfrom
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
    nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday times getrusage sysinfo uname getrandom
    getpid getppid gettid getuid geteuid getgid getegid getpgrp getpgid getsid getrlimit getpriority getcpu
    sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min futex set_robust_list set_tid_address rseq arch_prctl exit exit_group
    """.split()
)

_X86_64 = {
    "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8,
    "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14,
    "rt_sigreturn": 15, "ioctl": 16, "pread64": 17, "pwrite64": 18, "readv": 19, "writev": 20, "access": 21,
    "pipe": 22, "select": 23, "sched_yield": 24, "mremap": 25, "mincore": 27, "madvise": 28, "dup": 32,
    "dup2": 33, "nanosleep": 35, "getpid": 39, "sendfile": 40, "sendto": 44, "recvfrom": 45,
    "socketpair": 53, "clone": 56, "exit": 60, "kill": 62, "uname": 63, "fcntl": 72, "flock": 73,
    "fsync": 74, "fdatasync": 75, "ftruncate": 77, "getcwd": 79, "chdir": 80, "rename": 82, "mkdir": 83,
    "unlink": 87, "readlink": 89, "gettimeofday": 96, "getrlimit": 97, "getrusage": 98, "sysinfo": 99,
    "times": 100, "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110,
    "getpgrp": 111, "getpgid": 121, "getsid": 124, "sigaltstack": 131, "statfs": 137, "fstatfs": 138,
    "getpriority": 140, "sched_getparam": 143, "sched_getscheduler": 145, "sched_get_priority_max": 146,
    "sched_get_priority_min": 147, "prctl": 157, "arch_prctl": 158, "gettid": 186, "futex": 202,
    "sched_getaffinity": 204, "getdents64": 217, "set_tid_address": 218, "restart_syscall": 219,
    "fadvise64": 221, "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231,
    "epoll_wait": 232, "epoll_ctl": 233, "tgkill": 234, "get_mempolicy": 239, "openat": 257, "mkdirat": 258,
    "newfstatat": 262, "unlinkat": 263, "renameat": 264, "readlinkat": 267, "faccessat": 269,
    "pselect6": 270, "ppoll": 271, "set_robust_list": 273, "epoll_pwait": 281, "eventfd2": 290,
    "epoll_create1": 291, "dup3": 292, "pipe2": 293, "prlimit64": 302, "getcpu": 309, "renameat2": 316,
    "getrandom": 318, "membarrier": 324, "copy_file_range": 326, "statx": 332, "rseq": 334, "clone3": 435,
    "openat2": 437, "faccessat2": 439,
}  # fmt: skip

_AARCH64 = {
    "getcwd": 17, "eventfd2": 19, "epoll_create1": 20, "epoll_ctl": 21, "epoll_pwait": 22, "dup": 23,
    "dup3": 24, "fcntl": 25, "ioctl": 29, "flock": 32, "mkdirat": 34, "unlinkat": 35, "renameat": 38,
    "statfs": 43, "fstatfs": 44, "ftruncate": 46, "faccessat": 48, "chdir": 49, "openat": 56, "close": 57,
    "pipe2": 59, "getdents64": 61, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66,
    "pread64": 67, "pwrite64": 68, "sendfile": 71, "pselect6": 72, "ppoll": 73, "readlinkat": 78,
    "newfstatat": 79, "fstat": 80, "fsync": 82, "fdatasync": 83, "exit": 93, "exit_group": 94,
    "set_tid_address": 96, "futex": 98, "set_robust_list": 99, "nanosleep": 101, "clock_gettime": 113,
    "clock_getres": 114, "clock_nanosleep": 115, "sched_getscheduler": 120, "sched_getparam": 121,
    "sched_getaffinity": 123, "sched_yield": 124, "sched_get_priority_max": 125,
    "sched_get_priority_min": 126, "restart_syscall": 128, "kill": 129, "tgkill": 131, "sigaltstack": 132,
    "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "getpriority": 141, "times": 153,
    "getpgid": 155, "getsid": 156, "uname": 160, "getrlimit": 163, "getrusage": 165, "prctl": 167,
    "getcpu": 168, "gettimeofday": 169, "getpid": 172, "getppid": 173, "getuid": 174, "geteuid": 175,
    "getgid": 176, "getegid": 177, "gettid": 178, "sysinfo": 179, "socketpair": 199, "sendto": 206,
    "recvfrom": 207, "brk": 214, "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222, "fadvise64": 223,
    "mprotect": 226, "mincore": 232, "madvise": 233, "get_mempolicy": 236, "prlimit64": 261,
    "renameat2": 276, "getrandom": 278, "membarrier": 283, "copy_file_range": 285, "statx": 291,
    "rseq": 293, "clone3": 435, "openat2": 437, "faccessat2": 439,
}  # fmt: skip

MACHINES = {
    "x86_64": Machine(0xC000003E, _X86_64, 317),
    "aarch64": Machine(0xC00000B7, _AARCH64, 277),
}
"""The machines we know; on any other we refuse to run untrusted code."""
