"""Leaves memory that outlives it: POSIX and System V segments, semaphores, queues, nameless files, kernel keys."""
# %%
import ctypes, mmap, os
from multiprocessing import shared_memory, resource_tracker
libc = ctypes.CDLL(None, use_errno=True)
for act in (lambda: shared_memory.SharedMemory("@TOKEN@", True, 4096), lambda: libc.shm_open(b"/@TOKEN@", 0o102, 0o600),
            lambda: libc.shmget(4242, 4096, 0o1600), lambda: libc.semget(4242, 1, 0o1600), lambda: libc.msgget(4242, 0o1600),
            lambda: libc.sem_open(b"/@TOKEN@", 0o100, 0o600, 1), lambda: libc.syscall(240, b"/@TOKEN@", 0o102, 0o600, 0),
            lambda: libc.syscall(248, b"user", b"@TOKEN@", b"x", 1, -4), lambda: os.memfd_create("@TOKEN@"),
            lambda: resource_tracker.ensure_running(), lambda: mmap.mmap(os.open("/dev/zero", os.O_RDONLY), 4096)):
    try:
        print(act(), ctypes.get_errno())
    except BaseException as error:
        print(type(error).__name__, error)
