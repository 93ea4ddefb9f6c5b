"""Leaves files in every folder that anybody may write in."""
# %%
import os, tempfile
for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/var/lock", "/run/user/0", "/root", "@HOME@", "/", "/mnt",
              "/home", "/var/crash", "/var/mail", "/var/spool/cron", "/dev/mqueue", "/dev", "/proc/self/fd", "@TMP@", ".."):
    try:
        open(f"{place}/@TOKEN@", "w").write("x")
        print("GRANTED", place)
    except OSError as error:
        print(place, error.strerror)
    try:
        os.close(os.open(place, os.O_TMPFILE | os.O_RDWR))
        print("GRANTED nameless", place)
    except OSError as error:
        print(place, error.strerror)
    try:
        tempfile.mkdtemp(dir=place, prefix="@TOKEN@")
        print("GRANTED folder", place)
    except OSError as error:
        print(place, error.strerror)
