"""Writes files into its own folder that a careless grader would read: settings, a conftest, modules, a new notebook."""
# %%
import json, os
names = ("conftest.py", "pytest.ini", "setup.cfg", "sitecustomize.py", "numpy.py", "msgspec.py", "pytest.py", "linecache.py",
         "nbgrader_config.py", "fort.ipynb", "timestamp.txt", "lock", "zygote.log", "-rf", "a\nb", "\x1b[2J", "..  ", "ü" * 60,
         b"\xff\xfe", "result.json", "@NAME@.json", "core", ".pth", "x" * 255)
for name in names:
    try:
        with open(name, "w") as file:
            file.write("import os\nscore = 10\nos._exit(0)\n")
    except OSError as error:
        print(error)
print(len(os.listdir(".")))
try:
    import importlib, sys
    importlib.invalidate_caches()
    del sys.modules["linecache"]
except BaseException as error:
    print(error)
# %%
1 / 0
