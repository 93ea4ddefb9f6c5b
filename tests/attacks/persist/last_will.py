"""Arranges for something to happen after its end: at exit, when its pipes close, when its parent hears of it."""
# %%
import atexit, ctypes, fcntl, os, signal, sys
def will(*arguments):
    for place in ("/tmp/@TOKEN@", "@ROOT@/@TOKEN@", "@TMP@/@TOKEN@", "@TOKEN@"):
        try:
            open(place, "a").write("will")
        except OSError:
            pass
atexit.register(will)
libc = ctypes.CDLL(None)
callback = ctypes.CFUNCTYPE(None)(will)
libc.atexit(callback)
for number in range(1, 65):
    try:
        signal.signal(number, will)
    except (OSError, ValueError):
        pass
for act in (lambda: fcntl.fcntl(4, 8, os.getppid()), lambda: fcntl.fcntl(4, 10, 9), lambda: signal.setitimer(signal.ITIMER_REAL, 3),
            lambda: signal.alarm(3), lambda: libc.prctl(1, 9, 0, 0, 0), lambda: libc.timer_create(0, None, ctypes.byref(ctypes.c_void_p())),
            lambda: fcntl.fcntl(os.open(".", 0), 1026, 0x8000001F), lambda: fcntl.fcntl(4, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)):
    try:
        print(act())
    except BaseException as error:
        print(type(error).__name__, error)
# %%
import sys
sys.exit(5)
