"""Leaves other settings for numbers behind: rounding of the processor, error states, contexts, seeds, locales."""
# %%
import ctypes, decimal, locale, os, random, sys, time, numpy as np
ctypes.CDLL("libm.so.6").fesetround(0x800)
np.seterr(all="raise")
np.set_printoptions(precision=1)
decimal.getcontext().prec = 2
random.seed(1)
np.random.seed(1)
sys.set_int_max_str_digits(640)
sys.setrecursionlimit(60)
os.environ.clear()
os.environ["TZ"] = "Asia/Bangkok"
os.environ["AUTOGRADER_@TOKEN@"] = "1"
os.environ["PYTEST_ADDOPTS"] = "-p evil"
time.tzset()
os.umask(0)
os.nice(10)
