"""Raises and returns instances of classes that lie, raise or swell when asked for name, text, kind or module."""
# %%
class Meta(type):
    @property
    def __name__(cls): raise SystemExit(0)
    @property
    def __module__(cls): return "builtins"
    __qualname__ = "x" * 10**6
    def __instancecheck__(cls, thing): raise RecursionError
    def mro(cls): return [cls, *type.mro(cls)[1:]]
class Liar(Exception, metaclass=Meta):
    def __str__(self): raise MemoryError
    __repr__ = __str__
    __class__ = property(lambda s: float)
    __traceback__ = property(lambda s: 5)
    args = property(lambda s: s)
    def __getattribute__(self, name): raise KeyboardInterrupt
def double(x):
    if x is None or str(x) == "3.0":
        raise Liar
    return Liar.__new__(Liar)
def weighed():
    raise type("E", (Exception,), {"__str__": lambda s: "\ud800" * 10**6})
# %%
raise Liar
