"""Ends its process at every chance: in cells, in calls, at every start again, in a different way each time."""
# %%
import ctypes, os, signal
def double(x): os._exit(0)
def weighed(): os.kill(os.getpid(), signal.SIGKILL)
def powers(): ctypes.string_at(0)
class Account:
    def __init__(self, start): os.abort()
# %%
os._exit(1)
# %%
ctypes.string_at(0)
# %%
os.abort()
# %%
os.kill(os.getpid(), signal.SIGKILL)
# %%
os._exit(99)
