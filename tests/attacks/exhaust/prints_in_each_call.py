"""Prints two thousand lines in each call, below the limit each time."""
# %%
def double(x):
    for number in range(2000):
        print(number % 10)
    return 0
class Account:
    def __init__(self, start): double(0)
    def pay(self, x): return double(x)
    @property
    def total(self): return double(0)
def powers():
    for _ in iter(int, 1):
        yield double(0)
