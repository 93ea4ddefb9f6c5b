"""Counts in every place it can how often it ran, to be wrong first and right when it is asked again."""
# %%
import os, random, sys, time, numpy as np
places = [".", "..", "/tmp", "/var/tmp", "/dev/shm", os.path.dirname(np.__file__), "@HOME@"]
runs = 0
for place in places:
    try:
        with open(os.path.join(place, "@TOKEN@-runs"), "a+") as file:
            file.write("x")
            file.seek(0)
            runs = max(runs, len(file.read()))
    except OSError:
        pass
print(runs, os.getpid() % 2, random.random(), hash("x"), id(runs) % 1000)
if runs > 1:
    def double(x): return 2 * x
# %%
import ctypes
ctypes.string_at(0)
