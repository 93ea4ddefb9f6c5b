"""Has libraries save for it: databases, logs, figures, arrays, histories, and IPython's own magics."""
# %%
import dbm, logging.handlers, numpy as np, pickle, shelve, sqlite3, tarfile, zipfile, os
import matplotlib.pyplot as plt
place = "@ROOT@/@TOKEN@"
def attach(path):
    base = sqlite3.connect(":memory:")
    base.execute(f"attach database '{path}' as other")
    base.execute("create table other.t (x)")
    base.commit()
shell = get_ipython()
tries = [attach, lambda p: sqlite3.connect(p).execute("create table t (x)"), shelve.open, lambda p: dbm.open(p, "c"),
         lambda p: logging.FileHandler(p), lambda p: np.save(p, [1]), lambda p: np.memmap(p, "u1", "w+", shape=9), plt.savefig,
         lambda p: zipfile.ZipFile(p, "w"), lambda p: tarfile.open(p, "w"), lambda p: np.lib.format.open_memmap(p, "w+", shape=3),
         lambda p: shell.run_line_magic("logstart", p), lambda p: shell.run_line_magic("save", p + " 1"),
         lambda p: shell.run_line_magic("notebook", p), lambda p: shell.run_cell_magic("writefile", p, "x"),
         lambda p: shell.run_line_magic("history", "-f " + p), lambda p: shell.system("touch " + p),
         lambda p: zipfile.ZipFile("a.zip", "w").writestr("../../../../" + p, "x"), lambda p: os.system("touch " + p)]
for attempt in tries:
    try:
        print("saved?", attempt(place))
    except BaseException as error:
        print(type(error).__name__, end=" ")
try:
    zipfile.ZipFile("a.zip").extractall("/")
except Exception as error:
    print(error)
