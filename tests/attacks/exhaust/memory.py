"""Takes memory until there is none: lists, arrays, shared maps, and a little more each time it is refused."""
# %%
import mmap, numpy as np
kept = []
def double(x):
    size = 1 << 28
    while True:
        try:
            kept.append(mmap.mmap(-1, size))
            kept[-1][:: 4096] = b"x" * (size // 4096)
            kept.append(np.ones(size // 8))
            kept.append([kept] * size)
        except (MemoryError, OSError, ValueError):
            size = max(4096, size // 2)
# %%
text = "x"
while True:
    text = text + text
