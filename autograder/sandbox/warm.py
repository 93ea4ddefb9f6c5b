"""What the warm process imports, so that no submission pays for it."""

import importlib
from collections.abc import Sequence
from typing import Any

_CELLS = (
    "def f(x):\n    return x",
    "import numpy as np",
    "print(f(np.arange(3) / 2), [1.5, 'text'])",
    "np.ones(2);",
    "1 / 0",
    "del f, np",
)
"""Cells like those of any notebook; nothing of them stays."""


def import_libraries(names: Sequence[str]) -> None:
    """Import what notebooks use."""
    for name in names:
        importlib.import_module(name)


def touch(shell: Any) -> None:
    """Walk once through the paths that libraries set up lazily: a cell, a figure, a little algebra.

    The figure holds no formula: matplotlib keeps the fonts of formulas open, and a child, which closes all
    that it did not open itself, would later close another file in their place.
    """
    import numpy as np
    from matplotlib import pyplot as plt

    from autograder.sandbox import figures

    before = set(shell.user_ns)
    np.linalg.solve(np.eye(3), np.ones(3))
    np.random.default_rng(0).random(3)
    figure, axes = plt.subplots()
    axes.plot([0, 1])
    figures.png(figure)
    plt.close("all")
    for cell in _CELLS:
        shell.run(cell, 0)
    assert not shell.user_ns.keys() - before, "nothing stays of the warm-up"
