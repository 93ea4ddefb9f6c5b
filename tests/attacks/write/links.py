"""Makes links in its folder that lead to the course, and names of its folder inside the course."""
# %%
import os
aims = ("@ROOT@/gradebook.db", "@ROOT@/reference/fort/solutions.py", "/etc/passwd", "@ROOT@")
for aim in aims:
    for number, act in enumerate((os.symlink, os.link, os.rename, os.replace)):
        for pair in ((aim, f"here-{number}"), ("mine", aim), ("mine", "@ROOT@/@TOKEN@"), ("mine", "@TMP@/@TOKEN@")):
            open("mine", "w").write("x")
            try:
                act(*pair)
                print("GRANTED", act.__name__, pair)
                print(open(f"here-{number}").read(200))
            except OSError as error:
                print(error.strerror, end=" ")
for make in (os.mkfifo, os.mknod, os.mkdir):
    try:
        make("made")
        print("GRANTED", make.__name__)
    except OSError as error:
        print(error.strerror)
