"""Does not want to end: masks and handles every signal, refuses to close, and ends in a finally without end."""
# %%
import signal, os, threading
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
class Stay:
    def __del__(self):
        while True:
            pass
def double(x):
    try:
        raise KeyboardInterrupt
    finally:
        while True:
            try:
                signal.sigwait({signal.SIGTERM, signal.SIGCONT})
            except BaseException:
                pass
stay = Stay()
# %%
del stay
