"""Stops its own process in the middle of an answer and waits to be waited for."""
# %%
import os, signal
def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return 0
# %%
os.close(4)
signal.pause()
