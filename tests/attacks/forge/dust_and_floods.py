"""Sends heads and frames of odd sizes: empty, half, of giant claims, of no length, one byte at a time."""
# %%
import os, struct, time
count = 0
def double(x):
    global count
    count += 1
    parts = {1: b"\xff" * 8, 2: b"\0" * 7, 3: struct.pack("<II", 5, 0) + b"\x95"}.get(count, struct.pack("<II", 0, 1 << 24) * 3)
    for byte in parts:
        os.write(4, bytes([byte]))
    os.close(4)
    while True:
        pass
# %%
import os, struct
open("count", "a").write("x")
# %%
os.write(4, struct.pack("<II", (4 << 20) - 9, 32 << 20))
os.close(4)
