"""Asks the kernel by number for files that Python's own functions were refused."""
# %%
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
name = b"@ROOT@/@TOKEN@"
buffer = ctypes.create_string_buffer(64)
calls = {"creat": (85, name, 0o777), "open": (2, name, 0o1102, 0o777), "openat": (257, -100, name, 0o1102, 0o777),
         "openat2": (437, -100, name, buffer, 24), "memfd": (319, b"@TOKEN@", 0), "mknod": (133, b"/dev/shm/@TOKEN@", 0o10600, 0),
         "shm": (2, b"/dev/shm/@TOKEN@", 0o1102, 0o777), "bind handle": (304, 0, buffer, 0), "mount": (165, b"x", b"/mnt", b"tmpfs", 0, 0),
         "chroot": (161, b"."), "pivot": (155, b".", b"."), "swapon": (167, name, 0), "acct": (163, name), "uselib": (134, name),
         "io_uring": (425, 8, buffer), "copy_file_range": (326, 3, 0, 4, 0, 64, 0), "fsopen": (430, b"tmpfs", 0),
         "memfd_secret": (447, 0), "quotactl": (443, 0, 0, 0, buffer), "mq_open": (240, b"/@TOKEN@", 0o102, 0o600, 0)}
if platform.machine() == "x86_64":
    for what, call in calls.items():
        got = libc.syscall(*call)
        print(what, got, os.strerror(ctypes.get_errno()) if got < 0 else "GRANTED")
