"""Changes what it may not write: modes, owners, times, lengths and labels of others' files."""
# %%
import os, shutil
place = "@ROOT@/gradebook.db"
for path in (place, "@ROOT@/reference/fort/solutions.py", "@ROOT@/submitted/ann/fort/fort.ipynb", "@ROOT@/records", "@HOME@"):
    for act in (lambda: os.chmod(path, 0o777), lambda: os.chown(path, 1, 1), lambda: os.utime(path, (1, 1)),
                lambda: os.truncate(path, 0), lambda: os.setxattr(path, "user.x", b"1"), lambda: os.removexattr(path, "user.x"),
                lambda: os.open(path, os.O_RDONLY | os.O_TRUNC), lambda: os.chflags(path, 1), lambda: os.lchown(path, 0, 0),
                lambda: shutil.copymode("/dev/null", path), lambda: os.chmod(os.open(path, os.O_PATH), 0o777),
                lambda: os.fchmod(os.open(path, os.O_RDONLY), 0o777), lambda: os.rename(path, path + "@TOKEN@")):
        try:
            act()
            print("GRANTED", path)
        except (OSError, AttributeError, TypeError) as error:
            print(type(error).__name__, end=" ")
