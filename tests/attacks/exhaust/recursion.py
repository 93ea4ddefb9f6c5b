"""Recurses through the end of the stack: in Python, in C, in a repr, in a comparison, in what it returns."""
# %%
import sys, functools
def double(x):
    sys.setrecursionlimit(10**9)
    f = functools.reduce(lambda f, _: functools.partial(f), range(10**6), int)
    return f("1")
def weighed():
    deep = ()
    for _ in range(10**6):
        deep = (deep,)
    return hash(deep)
def powers():
    sys.setrecursionlimit(10**9)
    yield from powers()
TABLE = {}
TABLE[0] = TABLE
class Account:
    def __init__(self, start): self.total = self
    def __getattr__(self, name): return getattr(self, name)
