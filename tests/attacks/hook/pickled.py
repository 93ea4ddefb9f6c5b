"""Returns, raises and leaves objects that run code where they are unpickled, copied or compared."""
# %%
import copyreg, pickle, numpy as np
class Bomb:
    def __reduce__(self): return (exec, ("import os; open('/tmp/@TOKEN@', 'w')",))
    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __deepcopy__ = __copy__ = lambda *a: exec("open('/tmp/@TOKEN@', 'w')")
    __getstate__ = lambda self: self
    __repr__ = __str__ = lambda self: "cos\nsystem\n(S'touch /tmp/@TOKEN@'\ntR."
class Error(Exception):
    def __init__(self): super().__init__(Bomb())
    __reduce__ = Bomb.__reduce__
answers = iter([pickle.dumps(Bomb()), Bomb(), [Bomb()], np.array([Bomb()], "O"), np.void(pickle.dumps(Bomb())), "!!python/object/apply:os.system [id]"])
def double(x):
    value = next(answers, None)
    if value is None:
        raise Error
    return value
def weighed(): raise Error from Error()
TABLE = {Bomb(): Bomb()}
