"""Raises errors with huge texts, long chains, deep tracebacks, wide groups, and notes without end."""
# %%
def double(x):
    if x == 3.0:
        raise ValueError("x" * 50_000_000)
    error = None
    for number in range(20_000):
        made = ValueError(number)
        made.__cause__, error = error, made
    raise error
def weighed():
    raise ExceptionGroup("g", [ValueError("y" * 9999)] * 20_000)
def powers():
    error = ValueError()
    error.__notes__ = ["n" * 9999] * 5000
    raise error
exec("\n" * 100_000 + "def Account(start): raise SyntaxError('z' * 10**6, ('f' * 10**6, 10**9, 10**9, 'q' * 10**6))")
# %%
raise ExceptionGroup("g", [ExceptionGroup("h", [ValueError("z" * 999)] * 500)] * 20)
