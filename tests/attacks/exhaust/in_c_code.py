"""Computes without end inside one library call, where no signal of Python's is ever looked at."""
# %%
import re
def double(x):
    return re.match(r"(a|a)*$", "a" * 60 + "b")
def weighed():
    return 7 ** (7 ** 9) % 10
def powers():
    yield str(10 ** (10**7))
