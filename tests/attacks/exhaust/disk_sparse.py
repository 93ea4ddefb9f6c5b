"""Claims far more disk than it writes: sparse files, holes, reservations, and appends at far offsets."""
# %%
import os
def double(x):
    for number in range(500):
        file = os.open(f"s{number}", os.O_RDWR | os.O_CREAT)
        try:
            os.ftruncate(file, 8 << 20)
            os.posix_fallocate(file, 0, 8 << 20)
        except OSError:
            pass
        try:
            os.pwrite(file, b"x", (8 << 20) - 2)
            os.pwrite(file, b"x", 1 << 40)
        except OSError:
            pass
        os.close(file)
    return 0
