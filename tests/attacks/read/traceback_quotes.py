"""Raises from code that says it was compiled from the solutions, so that a traceback quotes their lines."""
# %%
import linecache, traceback, warnings
path = "@ROOT@/reference/fort/solutions.py"
print(linecache.getlines(path))
source = "\n" * 8 + "def double(x):\n    raise ValueError('look at the line above')\n"
exec(compile(source, path, "exec"))
try:
    double(1)
except ValueError:
    print(traceback.format_exc())
warnings.warn_explicit("quoted", UserWarning, path, 4)
# %%
exec(compile("\n" * 4 + "1 / 0", path, "exec"))
# %%
exec(compile("\n" * 3 + "1 / 0", "@ROOT@/reference/fort/checks/test_fort.py", "exec"))
