"""Computes without end in every call and takes no notice of the signal that says so."""
# %%
import signal
for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
weighed = double
