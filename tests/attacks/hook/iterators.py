"""Gives iterators that lie: about their length, about their end, about what next means, about being iterators."""
# earns 0
# %%
class Endless:
    def __iter__(self): return self
    def __next__(self): return Endless()
    __length_hint__ = lambda self: 10**18
    __len__ = lambda self: -5
    __getitem__ = lambda self, n: self
def powers():
    try:
        while True:
            yield 1
    finally:
        while True:
            yield 2
def weighed():
    return map(str, iter(int, 1))
def double(x):
    def items():
        yield from Endless()
    return [items(), range(10**18), zip(*[iter(Endless())] * 3), Endless()][hash(repr(x)) % 4]
TABLE = (n for n in iter(int, 1))
