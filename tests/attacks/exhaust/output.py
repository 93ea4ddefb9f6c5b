"""Prints without end, through every stream, descriptor, log and display."""
# %%
import os, sys, logging
def double(x):
    while True:
        os.write(1, b"x" * 65536)
def weighed():
    while True:
        sys.stderr.write("y" * 9999)
def powers():
    while True:
        logging.warning("z" * 999)
        yield display("w" * 9999)
# %%
while True:
    print("\N{GRINNING FACE}" * 999)
