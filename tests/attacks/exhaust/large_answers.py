"""Gives answers at the edge of every size: long lists, wide arrays, wide texts, many keys, deep nests."""
# %%
import numpy as np
sizes = iter([[0.5] * 499_000, [[1.0] * 10_000] * 2, np.zeros((3 << 20,)), "x" * (3 << 20), {n: n for n in range(200_000)}, [[]] * 400_000])
def double(x):
    return next(sizes, np.ones((2000, 2000)))
def weighed():
    return tuple([0.1] * 10_000), tuple([0.2] * 10_000)
def powers():
    return [[1] * 9999] * 40
deep = 1
for _ in range(31):
    deep = [deep, deep]
TABLE = {n: list(range(99_999)) for n in range(4)}
