"""Acts when nobody looks: at exit, at collection, at finalising, when a reference dies, on unhandled errors."""
# %%
import atexit, gc, os, signal, sys, weakref
def strike(*arguments, **keywords):
    try:
        os.write(4, b"\0" * 24)
        open("@ROOT@/@TOKEN@", "w")
    except OSError:
        pass
    raise SystemExit(0)
class Last:
    def __del__(self): strike()
class Cycle:
    def __init__(self): self.me = self
    def __del__(self): strike()
atexit.register(strike)
gc.callbacks.append(strike)
weakref.finalize(Last, strike)
sys.excepthook = sys.unraisablehook = sys.displayhook = sys.breakpointhook = strike
for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGALRM, signal.SIGPIPE, signal.SIGCHLD, signal.SIGUSR1, signal.SIGXFSZ):
    signal.signal(number, strike)
def double(x):
    gc.set_threshold(1)
    Cycle()
    return Last()
def weighed():
    signal.raise_signal(signal.SIGXCPU)
    return Cycle()
