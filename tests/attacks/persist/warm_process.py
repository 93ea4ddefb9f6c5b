"""Attacks the warm process that forks everybody: signals, tracing, its socket, its limits, its turn on the machine."""
# %%
import ctypes, os, signal, resource
parent = os.getppid()
libc = ctypes.CDLL(None, use_errno=True)
for target in (parent, -1, 0, -parent, 1, os.getpgid(parent) if hasattr(os, "getpgid") else 0):
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGUSR1, signal.SIGKILL, 0):
        number = number if target > 1 else 0  # were it let through, it would end far more than a grading
        try:
            os.kill(target, number)
            print("GRANTED", target, number)
        except OSError as error:
            print(error.strerror, end=" ")
for act in (lambda: libc.ptrace(16, parent, 0, 0), lambda: os.pidfd_open(parent), lambda: resource.prlimit(parent, resource.RLIMIT_CPU, (1, 1)),
            lambda: os.sched_setaffinity(parent, [0]), lambda: os.setpriority(os.PRIO_PROCESS, parent, 19), lambda: os.sched_setscheduler(parent, os.SCHED_IDLE, os.sched_param(0)),
            lambda: libc.syscall(251, 1, parent, 0x6007), lambda: libc.syscall(129, parent, 9, 0), lambda: libc.syscall(270), lambda: os.setpriority(os.PRIO_PGRP, 0, 19)):
    try:
        print(act(), ctypes.get_errno())
    except BaseException as error:
        print(type(error).__name__, error)
