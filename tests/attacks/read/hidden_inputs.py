"""Carries the inputs that it is asked out: by print, by warning, by exception, by figure and by its answer."""
# %%
import warnings
asked = []
def double(x):
    asked.append(repr(x))
    print("I was asked", asked)
    warnings.warn(str(asked))
    display(str(asked))
    open("asked.txt", "a").write(repr(x))
    if len(asked) % 2:
        raise ValueError(f"the inputs are {asked}")
    return f"the inputs are {asked}"
