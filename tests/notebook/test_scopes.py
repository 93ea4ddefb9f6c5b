"""Which names code needs, against what running it shows."""

import ast
import builtins
from typing import Any

import pytest

from autograder.notebook.scopes import needs_of


@pytest.mark.parametrize(
    ("source", "now", "later"),
    [
        ("import os.path, json as j\nfrom math import pi as p", set(), set()),
        ("x = y", {"y"}, set()),
        ("x += y", {"x", "y"}, set()),
        ("x[i] = y", {"x", "i", "y"}, set()),
        ("x: T = y", {"T", "y"}, set()),
        ("for x in y:\n    z = x", {"x", "y"}, set()),
        ("def f(a, *b, c=d, **e):\n    return a, b, c, e, f, g", {"d"}, {"f", "g"}),
        ("@d\ndef f(a: T) -> R:\n    local = a\n    return local + h", {"d", "T", "R"}, {"h"}),
        ("f = lambda a, b=c: a + d", {"c"}, {"d"}),
        ("def f():\n    global n\n    n += 1", set(), {"n"}),
        (
            "def f():\n    def g():\n        return inner + outer\n    inner = 1\n    return g",
            set(), {"outer"},
        ),
        (
            "class C(B, m=M):\n    k = K\n    j = k\n    def go(self):\n        return k",
            {"B", "M", "K"}, {"k"},
        ),
        ("x = [a + b for a in c if (w := a)]", {"b", "c"}, set()),
        ("x = {a: (lambda: a + b) for a in c}", {"c"}, {"b"}),
        ("def f():\n    return [a + b for a in c]", set(), {"b", "c"}),
        ("try:\n    x = y\nexcept E as e:\n    pass", {"y", "E"}, set()),
        ("del x", set(), set()),
    ],
)  # fmt: skip
def test_names_by_hand(source: str, now: set[str], later: set[str]) -> None:
    """Locals, parameters and loop variables of inner scopes are nobody's need."""
    needs = needs_of(source)
    assert (needs.now, needs.later) == (now, later)


class Watched(dict[str, Any]):
    """A namespace that notes what was looked up at top level."""

    def __init__(self) -> None:
        super().__init__(__builtins__={})
        self.asked: set[str] = set()

    def __missing__(self, name: str) -> object:
        self.asked.add(name)
        return getattr(builtins, name, 1)


@pytest.mark.parametrize(
    "source",
    ["x = y", "x = y + sum([z, z])", "f = lambda a=b: c", "x = int(y) if z else w", "x, u = y, (x1 := v)"],
)
def test_what_is_needed_now_is_what_python_asks_for(source: str) -> None:
    """Names that Python looks up while the code runs are among those that are told."""
    namespace = Watched()
    exec(compile(ast.parse(source), "<source>", "exec"), {"__builtins__": {}}, namespace)
    assert namespace.asked
    assert namespace.asked <= needs_of(source).now


def test_what_is_no_python_is_refused() -> None:
    """A source that does not compile has no names."""
    with pytest.raises(SyntaxError):
        needs_of("def f(:")
