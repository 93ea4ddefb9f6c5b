"""Sleeps a little in every call and every item, each far below any limit of its own."""
# %%
import time
def double(x):
    time.sleep(2.5)
    return 0
def powers():
    for _ in iter(int, 1):
        time.sleep(2.5)
        yield 1
class Account:
    def __init__(self, start): time.sleep(2.5)
    def pay(self, x): time.sleep(2.5)
