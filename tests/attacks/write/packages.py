"""Plants code where the next Python finds it: site-packages, start-up files, caches, the engine itself."""
# %%
import IPython, matplotlib, msgspec, numpy, os, site, sys
engine = os.path.dirname(os.path.dirname(sys.modules["autograder.sandbox.responder"].__file__))
for place in (os.path.dirname(numpy.__file__) + "/@TOKEN@.py", numpy.__file__, msgspec.__file__,
              os.path.dirname(numpy.__file__) + "/__pycache__/@TOKEN@.pyc",
              *(folder + "/@TOKEN@.pth" for folder in [*site.getsitepackages(), site.getusersitepackages()]),
              *(folder + "/usercustomize.py" for folder in sys.path if folder),
              engine + "/values.py", engine + "/@TOKEN@.py", engine + "/__pycache__/@TOKEN@.pyc",
              engine + "/sandbox/zygote.py", engine + "/sandbox/@TOKEN@.py",
              matplotlib.get_cachedir() + "/@TOKEN@", matplotlib.get_configdir() + "/matplotlibrc",
              IPython.paths.get_ipython_dir() + "/profile_default/startup/@TOKEN@.py",
              "@HOME@/.pythonrc.py", "@HOME@/.config/@TOKEN@", "@HOME@/.jupyter/@TOKEN@.py"):
    for mode in ("x", "a", "r+"):
        try:
            open(place, mode).write("import os")
            print("GRANTED", place)
        except OSError as error:
            print(error.strerror, end=" ")
sys.dont_write_bytecode = False
sys.pycache_prefix = "/tmp/@TOKEN@"
import importlib, json.tool
